import { setTimeout as sleep } from 'node:timers/promises'
import type { DatabaseServer } from './database-server.ts'
import { launchProcess, type NodeProcess, type ProcessLaunch } from './launch-process.ts'

export interface SupervisedProcess {
  /** Resolves when a process takes requests. */
  ready(): Promise<void>
  readonly isUp: () => boolean
  /** kill -9 once it is up; resolves when it is dead. A new process starts at once. */
  kill(): Promise<void>
  readonly kills: () => number
  /** Starts that failed although the database was there, and processes that ended by themselves. */
  readonly failures: readonly string[]
  stop(): Promise<void>
}

const pauseAfterFailureMs = 500

/** Keeps one node running, however often it is killed. */
export function superviseProcess(
  launch: ProcessLaunch,
  database: Pick<DatabaseServer, 'ready' | 'restarts'>,
  onUp: () => Promise<void>,
): SupervisedProcess {
  const failures: string[] = []
  const killed = new Set<NodeProcess>()
  let current: NodeProcess | undefined
  let up = Promise.withResolvers<NodeProcess>()
  let stopped = false
  let running = false
  let kills = 0

  const liveOnce = async () => {
    await database.ready()
    const before = database.restarts()
    const child = launchProcess(launch)
    current = child
    if (stopped) return child.kill()
    const isUp = await child.up
    if (isUp) {
      up.resolve(child)
      running = true
      await onUp()
    }
    await child.ended
    running = false
    // Whoever waited for one that did not come up waits for the next.
    if (isUp) up = Promise.withResolvers()
    const isExcused = killed.has(child) || (!isUp && database.restarts() !== before)
    if (isExcused || stopped) return
    failures.push(isUp ? 'a running process ended by itself' : 'a process did not come up')
    await sleep(pauseAfterFailureMs)
  }
  const living = (async () => {
    while (!stopped) await liveOnce()
  })()

  return {
    ready: async () => void (await up.promise),
    isUp: () => running,
    async kill() {
      const child = await up.promise
      if (!killed.has(child)) kills++
      killed.add(child)
      await child.kill()
    },
    kills: () => kills,
    failures,
    async stop() {
      stopped = true
      await current?.kill()
      await living
    },
  }
}
