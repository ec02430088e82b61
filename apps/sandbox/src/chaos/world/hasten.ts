import { setTimeout as sleep } from 'node:timers/promises'
import type { World } from './open-world.ts'
import type { WorldNode } from './world-node.ts'

/**
 * Makes every message due that a side has put off, as if the time had passed. What is tried sooner must not be
 * given up sooner: a message has twelve attempts in twenty-five minutes, not in one.
 */
export async function hasten({ db }: Pick<WorldNode, 'db'>): Promise<void> {
  const sql = db.$client
  await sql`update outbox set due_at = null, attempts = least(attempts, 3)
    where due_at is not null and dead_at is null`
  await sql`select pg_notify('lianshu_outbox', '')`
}

const everyMs = 3000

/**
 * Hastens everybody again and again while all processes run: pauses of minutes would be all that a batch sees.
 * Not while one is away, for that would use up the attempts of messages to it.
 */
export function keepHastening({ nodes, operator }: Pick<World, 'nodes' | 'operator'>): {
  stop(): void
} {
  const everybody = [nodes.consumer, nodes.provider, operator]
  const processes = [nodes.consumer.connector, nodes.provider.connector, operator.process]
  let stopped = false
  void (async () => {
    while (!stopped) {
      await sleep(everyMs)
      if (!processes.every((process) => process.isUp())) continue
      await Promise.all(everybody.map((node) => hasten(node).catch(() => {})))
    }
  })()
  return {
    stop() {
      stopped = true
    },
  }
}
