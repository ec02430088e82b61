import type { Clock, Delivery, Logger, OutboxMessage, Random, Transactor } from '@lianshu/kernel'
import { DomainFailure } from '@lianshu/kernel'
import { and, eq, sql } from 'drizzle-orm'
import type { HeldMessage } from './held-message.ts'
import { inBatches } from './in-batches.ts'
import type { Queries } from './open-database.ts'
import { outbox } from './schema/node.ts'
import { run, slot, statement, writer } from './statement.ts'
import type { Work } from './work.ts'

export interface SendDeps {
  readonly transactor: Transactor<Work>
  readonly deliver: (message: OutboxMessage, signal: AbortSignal) => Promise<Delivery>
  readonly settle: (work: Work, message: OutboxMessage, delivery: Delivery) => Promise<void>
  readonly needsSettling?: (message: OutboxMessage, delivery: Delivery) => boolean
  readonly remove: (held: HeldMessage) => Promise<unknown>
  readonly buried?: (work: Work, message: OutboxMessage, reason: string) => Promise<void>
  readonly settled?: (message: OutboxMessage, delivery: Delivery) => void
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
  readonly maxAttempts: number
  readonly signal: AbortSignal
  readonly wakeLater: (delayMs: number) => void
}

const firstPauseMs = 500
const longestPauseMs = 5 * 60_000
const settleAttempts = 5

/**
 * The row that a relay holds. Its place alone does not name it: a server that lost its newest commits gives their
 * places again, and the relay may still have the message that stood there.
 */
const isHeld = and(eq(outbox.position, slot('position')), eq(outbox.id, slot('id')))
const rowOf = ({ position, message: { id } }: HeldMessage) => ({ position, id })

const remove = statement<ReturnType<typeof rowOf>>(() =>
  writer.delete(outbox).where(isHeld).returning({ position: outbox.position }),
)
const removeAll = statement<{ rows: string }>(() =>
  writer.delete(outbox).where(
    sql`(${outbox.position}, ${outbox.id}) in (select position, id
        from json_to_recordset(${slot('rows')}::text::json) as held (position bigint, id text))`,
  ),
)

/** Removes delivered messages that need no settling, those of one moment together. */
export const createRemoval = (db: Queries): ((held: HeldMessage) => Promise<unknown>) =>
  inBatches<HeldMessage, undefined>(async (held) => {
    await run(db, removeAll({ rows: JSON.stringify(held.map(rowOf)) }))
    return held.map(() => undefined)
  })

/** Sends a message that this relay holds, and settles it or puts it off: then nobody holds it any more. */
export async function send(deps: SendDeps, held: HeldMessage): Promise<void> {
  const delivery = await deliver(deps, held.message)
  if (delivery.kind === 'retry') await postpone(deps, held, delivery.reason)
  else await settle(deps, held, delivery)
}

async function deliver(deps: SendDeps, message: OutboxMessage): Promise<Delivery> {
  try {
    return await deps.deliver(message, deps.signal)
  } catch (error) {
    return { kind: 'retry', reason: reasonOf(error) }
  }
}

/**
 * A settler that lost a race for its entity reads it again: the message was delivered and need not be
 * sent a second time for that. Any other throw puts the message off.
 */
async function settle(deps: SendDeps, held: HeldMessage, delivery: Delivery): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      if (deps.needsSettling?.(held.message, delivery) ?? true) {
        await deps.transactor.run(async (work) => {
          await deps.settle(work, held.message, delivery)
          await work.write({ table: outbox, mustTouch: false, query: remove(rowOf(held)) })
        })
      } else await deps.remove(held)
      deps.settled?.(held.message, delivery)
      return
    } catch (error) {
      const lostRace = error instanceof DomainFailure && error.error.code === 'conflict.stale'
      if (lostRace && attempt < settleAttempts) continue
      return postpone(deps, held, `delivered, but not settled: ${reasonOf(error)}`)
    }
  }
}

async function postpone(deps: SendDeps, held: HeldMessage, reason: string): Promise<void> {
  const { message } = held
  const attempts = held.attempts + 1
  const now = deps.clock.now()
  const fields = { messageId: message.id, kind: message.kind, attempts, reason }
  const isLast = attempts >= deps.maxAttempts
  const full = Math.min(longestPauseMs, firstPauseMs * 2 ** (attempts - 1))
  const pauseMs = Math.ceil(full * (0.5 + deps.random.unit() / 2))
  if (isLast) {
    deps.logger.error('a message could not be delivered and is now a dead letter', fields)
  } else {
    deps.logger.warn('a message could not be delivered yet', { ...fields, pauseMs })
  }
  const change = {
    ...{ attempts, lastError: reason.slice(0, 2000), heldBy: null },
    ...(isLast ? { deadAt: now } : { dueAt: new Date(now.getTime() + pauseMs) }),
  }
  await deps.transactor.run(async (work) => {
    if (isLast) await deps.buried?.(work, message, reason)
    const { position, id } = outbox
    const isIt = and(eq(position, held.position), eq(id, message.id))
    const query = writer.update(outbox).set(change).where(isIt)
    await work.write({
      ...{ table: outbox, mustTouch: false, query: query.returning({ position }).toSQL() },
    })
  })
  if (!isLast) deps.wakeLater(pauseMs + 1)
  else deps.settled?.(message, { kind: 'refused', status: 0, reason, answer: null })
}

const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error)
