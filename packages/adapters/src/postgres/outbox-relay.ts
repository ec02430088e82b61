import type { Clock, Delivery, Logger, OutboxMessage, Random } from '@lianshu/kernel'
import { openDatabase } from './open-database.ts'
import { outboxChannel } from './outbox.ts'
import { createLanes } from './outbox-lanes.ts'
import { sendNext } from './outbox-step.ts'
import type { Work } from './work.ts'

export interface OutboxRelayOptions {
  /** The relay keeps connections of its own: deliveries must never starve the requests they cause. */
  readonly databaseUrl: string
  /** Sends one message. A throw counts as `retry`. `signal` ends when the relay may wait no longer. */
  readonly deliver: (message: OutboxMessage, signal: AbortSignal) => Promise<Delivery>
  /** Applies the outcome `delivered` or `refused`, in the transaction that removes the message. */
  readonly settle: (work: Work, message: OutboxMessage, delivery: Delivery) => Promise<void>
  /** Hears, in the same way, that a message became a dead letter. */
  readonly buried?: (work: Work, message: OutboxMessage, reason: string) => Promise<void>
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
  /** Attempts before a message is buried; default 12, about 25 minutes. */
  readonly maxAttempts?: number
  /** Messages on their way at once; default 8, one connection each. */
  readonly concurrency?: number
}

/** NOTIFY brings the news; this only covers a lost connection and messages that other replicas put off. */
const safetyPollMs = 5000
/** How long `stop` lets running deliveries end by themselves. */
const graceMs = 3000

/**
 * Drains the outbox until stopped: each message in order within its process, side by side across
 * processes and replicas, at least once. A message is locked while it is on its way and removed in the
 * transaction that settles it, so a kill in between leads to a second delivery, never to none.
 */
export async function startOutboxRelay(
  options: OutboxRelayOptions,
): Promise<{ stop(): Promise<void> }> {
  const { databaseUrl, logger, concurrency = 8, maxAttempts = 12 } = options
  const db = openDatabase({ url: databaseUrl, poolSize: concurrency + 1, logger })
  const abort = new AbortController()
  const timers = new Set<NodeJS.Timeout>()
  const wakeLater = (delayMs: number) => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      lanes.wake()
    }, delayMs)
    timers.add(timer)
  }
  const lanes = createLanes(concurrency, logger, () =>
    sendNext({
      ...{ ...options, db, maxAttempts, signal: abort.signal, wakeLater },
      onClaimed: () => lanes.wakeIdle(),
    }),
  )
  const poll = setInterval(() => lanes.wake(), safetyPollMs)
  await db.$client.listen(
    outboxChannel,
    () => lanes.wake(),
    () => lanes.wake(),
  )
  return {
    async stop() {
      clearInterval(poll)
      for (const timer of timers) clearTimeout(timer)
      const patience = setTimeout(() => abort.abort(), graceMs)
      await lanes.stop()
      clearTimeout(patience)
      await db.close()
    },
  }
}
