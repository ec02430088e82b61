import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'

export interface NodeProcess {
  /** Whether it takes requests; false when it ended before. */
  readonly up: Promise<boolean>
  readonly ended: Promise<void>
  kill(): Promise<void>
}

export interface ProcessLaunch {
  /** Which node of `child/` it is. */
  readonly entry: 'connector' | 'operator'
  readonly environment: Readonly<Record<string, string>>
  /** Where its log goes, one line after the other over all its lives. */
  readonly logFile: string
}

/** One life of a node's process. */
export function launchProcess({ entry, environment, logFile }: ProcessLaunch): NodeProcess {
  const log = openSync(logFile, 'a', 0o600)
  const child = spawn(process.execPath, [join(import.meta.dirname, `../child/${entry}.ts`)], {
    stdio: ['ignore', log, log, 'ipc'],
    env: { PATH: process.env.PATH, ...environment },
  })
  closeSync(log)
  const ended = once(child, 'exit').then(() => {})
  const up = new Promise<boolean>((resolve) => {
    child.once('message', () => resolve(true))
    ended.then(() => resolve(false))
  })
  return {
    ...{ up, ended },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
