import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export interface TestChild {
  readonly process: ChildProcess
  /** The first line that the child wrote, as JSON. */
  readonly said: Record<string, unknown>
  /** Kills it so that it can do nothing about it. */
  kill(): Promise<void>
}

/** Runs a script of this folder as a process of its own and waits for its first line of output. */
export async function spawnChild(script: string, ...scriptArguments: string[]): Promise<TestChild> {
  const { NODE_OPTIONS: _, ...env } = process.env
  const child = spawn(process.execPath, [join(import.meta.dirname, script), ...scriptArguments], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env,
  })
  const lines = createInterface({ input: child.stdout })
  const [line] = (await Promise.race([once(lines, 'line'), once(child, 'exit')])) as [unknown]
  if (typeof line !== 'string') throw new Error(`${script} ended before it said anything`)
  return {
    process: child,
    said: JSON.parse(line),
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}
