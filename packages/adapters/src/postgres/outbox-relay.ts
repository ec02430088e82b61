import { randomUUID } from 'node:crypto'
import type { Clock, Delivery, Logger, OutboxMessage, Random } from '@lianshu/kernel'
import type { HeldMessage } from './held-message.ts'
import { openDatabase } from './open-database.ts'
import { outboxChannel } from './outbox.ts'
import { createHand } from './outbox-hand.ts'
import { letGo } from './outbox-holding.ts'
import { createLook } from './outbox-look.ts'
import type { RelayHere } from './outbox-relay-here.ts'
import { createRemoval, send } from './outbox-step.ts'
import { createTransactor } from './transactor.ts'
import type { Work } from './work.ts'

export interface OutboxRelayOptions {
  /** The relay keeps connections of its own: deliveries must never starve the requests they cause. */
  readonly databaseUrl: string
  /** Where this process's outbox hands over what it has committed. Without it, all messages are looked for. */
  readonly here?: RelayHere
  /** Sends one message. A throw counts as `retry`. `signal` ends when the relay may wait no longer. */
  readonly deliver: (message: OutboxMessage, signal: AbortSignal) => Promise<Delivery>
  /** Applies the outcome `delivered` or `refused`, in the unit of work that removes the message. */
  readonly settle: (work: Work, message: OutboxMessage, delivery: Delivery) => Promise<void>
  /** Whether `settle` has anything to do for this outcome; default: always. */
  readonly needsSettling?: (message: OutboxMessage, delivery: Delivery) => boolean
  /** Hears that an outcome is committed. */
  readonly settled?: (message: OutboxMessage, delivery: Delivery) => void
  /** Hears, in the same way as `settle`, that a message became a dead letter. */
  readonly buried?: (work: Work, message: OutboxMessage, reason: string) => Promise<void>
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
  /** Attempts before a message is buried; default 12, about 25 minutes. */
  readonly maxAttempts?: number
  /** Messages on their way at once; default 32. */
  readonly concurrency?: number
}

/** NOTIFY brings the news; this only covers a lost connection and what other replicas put off or left. */
const safetyPollMs = 5000
/** When the sessions of a process that was killed just before this start have surely ended. */
const secondLookMs = 1000
/** After a failure that is not the message's own, e.g. a lost database. */
const outagePauseMs = 1000
/** How long `stop` lets running deliveries end by themselves. */
const graceMs = 3000
/** Messages held beyond those on their way; what comes on top is left to other replicas. */
const queued = 256

/**
 * Drains the outbox until stopped: each message in order within its process, side by side across
 * processes and replicas, at least once. A message is held by one relay while it is on its way and removed
 * in the unit of work that settles it, so a kill in between leads to a second delivery, never to none.
 * The relay's own commits need not be on disk at once: what a crash takes back is only done again.
 */
export async function startOutboxRelay(
  options: OutboxRelayOptions,
): Promise<{ stop(): Promise<void> }> {
  const { databaseUrl, logger, clock, concurrency = 32, maxAttempts = 12 } = options
  const name = `lianshu relay ${randomUUID()}`
  const session = { application_name: name, synchronous_commit: 'off' }
  const db = openDatabase({ url: databaseUrl, poolSize: 4, logger, session })
  const abort = new AbortController()
  const timers = new Set<NodeJS.Timeout>()
  const later = (delayMs: number, act: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      act()
    }, delayMs)
    timers.add(timer)
  }
  const sending = {
    ...{ ...options, maxAttempts, signal: abort.signal },
    transactor: createTransactor(db, (work) => work),
    remove: createRemoval(db),
    wakeLater: (delayMs: number) => later(delayMs, () => look.now()),
  }
  const hand = createHand<HeldMessage>({
    ...{ concurrency, queue: queued },
    async work(held) {
      await send(sending, held).catch((error) => {
        logger.error('the outcome of a message cannot be stored', { reason: String(error) })
        later(outagePauseMs, () => hand.take([held]))
      })
      look.afterOne()
    },
  })
  const look = createLook({ ...{ db, holder: name, clock, logger, hand, later } })
  look.thoroughly()
  later(secondLookMs, look.thoroughly)
  const poll = setInterval(look.thoroughly, safetyPollMs)
  await db.$client.listen(outboxChannel, look.now, look.now)
  const close = options.here?.open({
    holder: () => (hand.room() > 0 ? name : undefined),
    take: (held) => hand.take([held]),
  })
  return {
    async stop() {
      close?.()
      clearInterval(poll)
      for (const timer of timers) clearTimeout(timer)
      await look.stop()
      const patience = setTimeout(() => abort.abort(), graceMs)
      await hand.stop()
      clearTimeout(patience)
      await letGo(db, name).catch(() => {})
      await db.close()
    },
  }
}
