import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { spawnConnector } from '../space/spawn-connector.ts'
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

/** A connector of the space in a process of its own, to be held and killed. */
export async function startConnectorProcess(
  space: Dataspace,
  name: string,
): Promise<ConnectorProcess> {
  const child = await spawnConnector(space, name)
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
