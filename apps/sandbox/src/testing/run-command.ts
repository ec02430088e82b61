import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** Inherited by every process that the command starts, also by one that left its group. */
const markName = 'LIANSHU_TEST_MARK'

export interface Command {
  readonly process: ChildProcess
  readonly stdout: () => string
  readonly stderr: () => string
  /** Resolves when standard error holds a match; rejects when the command ends first. */
  says(what: RegExp): Promise<RegExpExecArray>
  /** As a terminal does: to the command and to all that it started in its group. */
  interrupt(): void
  /** Kills the command alone, so that nobody can do anything about it. */
  kill(): Promise<void>
  /** Resolves to the exit code, once the output is complete. */
  readonly ended: Promise<number | null>
  /** Processes that it started and that still run, after a while to end in. */
  leftBehind(): Promise<readonly string[]>
}

/** Runs `npm start` as npm does: the sandbox's entry in a process, and a group, of its own. */
export function runCommand(...args: string[]): Command {
  const mark = randomUUID()
  const { NODE_OPTIONS: _, VITEST: __, NODE_ENV: ___, ...env } = process.env
  const child = spawn(process.execPath, [join(import.meta.dirname, '../main.ts'), ...args], {
    ...{ stdio: ['ignore', 'pipe', 'pipe'], detached: true },
    env: { ...env, [markName]: mark },
  })
  let stdout = ''
  let stderr = ''
  const heard = new Set<() => void>()
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
    for (const hear of heard) hear()
  })
  const ended = once(child, 'close').then(([code]) => code as number | null)
  const pid = child.pid!
  const command: Command = {
    process: child,
    stdout: () => stdout,
    stderr: () => stderr,
    says: (what) =>
      new Promise((resolve, reject) => {
        const hear = () => {
          const match = what.exec(stderr)
          if (!match) return
          heard.delete(hear)
          resolve(match)
        }
        heard.add(hear)
        hear()
        ended.then((code) =>
          reject(new Error(`the command ended with ${code} before it said ${what}:\n${stderr}`)),
        )
      }),
    interrupt: () => void process.kill(-pid, 'SIGINT'),
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
    ended,
    async leftBehind() {
      // A database that ends in good order takes a moment after its parent has gone.
      for (let look = 0; look < 100; look++) {
        if (running(mark, pid).length === 0) return []
        await sleep(100)
      }
      return running(mark, pid)
    },
  }
  started.push(command)
  return command
}

const started: Command[] = []

/** For the end of a test file: a test that failed may not have come to stopping what it started. */
export const killCommands = () => Promise.all(started.map((command) => command.kill()))

/** Living processes with the mark or of the group; only Linux tells. */
function running(mark: string, group: number): string[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      try {
        const [state, , groupOf] = readFileSync(`/proc/${pid}/stat`, 'utf8')
          .replace(/^.*\) /s, '')
          .split(' ')
        const marked = readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`${markName}=${mark}`)
        if (state === 'Z' || !(marked || Number(groupOf) === group)) return []
        return [`${pid} ${readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')}`]
      } catch {
        // It ended while we looked, or belongs to somebody else.
        return []
      }
    })
}
