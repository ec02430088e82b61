import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Dataspace } from '../space/start-dataspace.ts'

export interface ConnectorProcess {
  /**
   * Holds its training process still: it goes on advertising a key and never brings the vector, so the
   * round stands in the middle. False where processes cannot be found (only Linux tells).
   */
  holdTraining(): boolean
  /** Kills it, with what it started, so that it can do nothing about it. */
  kill(): Promise<void>
}

/** Starts a connector of the space as a process of its own, set up by its environment as in a real place. */
export async function startConnectorProcess(
  space: Dataspace,
  name: string,
): Promise<ConnectorProcess> {
  const { databaseUrl, directory, port, url, apiKey } = space.connectors.get(name)!
  const entry = createRequire(import.meta.url).resolve('@lianshu/connector')
  const child = spawn(process.execPath, [join(entry, '../main.ts')], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env.PATH,
      LIANSHU_DATABASE_URL: databaseUrl,
      LIANSHU_DIRECTORY: directory,
      LIANSHU_PORT: String(port),
      LIANSHU_PUBLIC_URL: url,
      LIANSHU_API_KEY: apiKey,
      LIANSHU_OPERATORS: space.operator,
      LIANSHU_ALLOW_HTTP: 'true',
      LIANSHU_ALLOW_PRIVATE_ADDRESSES: 'true',
      LIANSHU_LOG_LEVEL: 'error',
    },
  })
  const isUp = () =>
    fetch(`${url}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    )
  while (!(await isUp())) {
    if (child.exitCode !== null) throw new Error(`the connector ended with ${child.exitCode}`)
    await sleep(50)
  }
  const held: number[] = []
  return {
    holdTraining() {
      held.push(...childrenOf(child.pid!))
      for (const pid of held) process.kill(pid, 'SIGSTOP')
      return held.length > 0
    },
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGKILL')
      // One that is held still does not notice that its parent has gone.
      for (const pid of held) process.kill(pid, 'SIGKILL')
      await once(child, 'exit')
    },
  }
}

const childrenOf = (pid: number): number[] =>
  process.platform === 'linux'
    ? readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
        .split(' ')
        .filter(Boolean)
        .map(Number)
    : []
