import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from '../child/orders.ts'

/** What became of a command; `gone` when the process ended first, so that nobody knows. */
export type CommandAnswer =
  | { readonly ok: true; readonly value: { readonly id: string; readonly state: string } }
  | { readonly ok: false; readonly error: { readonly code: string; readonly message: string } }
  | 'gone'

export interface ConnectorChild {
  readonly up: Promise<boolean>
  readonly ended: Promise<void>
  command(command: Command): Promise<CommandAnswer>
  kill(): Promise<void>
}

export interface ConnectorLaunch {
  readonly environment: Readonly<Record<string, string>>
  readonly participantId: string
  readonly address: string
  /** Where its log goes, one line after the other over all its lives. */
  readonly logFile: string
}

const entry = join(import.meta.dirname, '../child/main.ts')

/** One life of a connector process. */
export function launchConnector(launch: ConnectorLaunch): ConnectorChild {
  const log = openSync(launch.logFile, 'a', 0o600)
  const child: ChildProcess = spawn(
    process.execPath,
    [entry, launch.participantId, launch.address],
    {
      stdio: ['ignore', log, log, 'ipc'],
      env: { PATH: process.env.PATH, ...launch.environment },
    },
  )
  const ended = once(child, 'exit').then(() => {})
  const open = new Map<number, (answer: CommandAnswer) => void>()
  let calls = 0
  const up = new Promise<boolean>((resolve) => {
    child.on('message', (message: 'up' | { call: number; answer: CommandAnswer }) => {
      if (message === 'up') return resolve(true)
      open.get(message.call)?.(message.answer)
      open.delete(message.call)
    })
    ended.then(() => resolve(false))
  })
  ended.then(() => {
    for (const tell of open.values()) tell('gone')
  })
  return {
    ...{ up, ended },
    command: (command) =>
      new Promise((resolve) => {
        if (!child.connected) return resolve('gone')
        const call = calls++
        open.set(call, resolve)
        child.send({ call, command }, (error) => error && resolve('gone'))
      }),
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
