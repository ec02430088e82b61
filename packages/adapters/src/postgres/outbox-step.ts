import { type Delivery, DomainFailure, type OutboxMessage } from '@lianshu/kernel'
import { and, asc, eq, isNull, lte, or, sql } from 'drizzle-orm'
import type { Database, Queries } from './open-database.ts'
import type { OutboxRelayOptions } from './outbox-relay.ts'
import { type OutboxRow, toMessage } from './outbox-row.ts'
import { outbox } from './schema/node.ts'
import { sqlState } from './sql-state.ts'
import { immediateWork } from './work.ts'

export interface StepDeps extends OutboxRelayOptions {
  readonly db: Database
  readonly maxAttempts: number
  readonly signal: AbortSignal
  readonly wakeLater: (delayMs: number) => void
  /** A message was found; another lane may find the next one. */
  readonly onClaimed: () => void
}

const firstPauseMs = 500
const longestPauseMs = 5 * 60_000
const settleAttempts = 5

/** Sends the next message that may go and settles it; false when there is none. */
export function sendNext(deps: StepDeps): Promise<boolean> {
  return deps.db.transaction(async (tx) => {
    const row = await claim(tx, deps.clock.now())
    if (!row) return false
    deps.onClaimed()
    const message = toMessage(row)
    const delivery = await deliver(deps, message)
    if (delivery.kind === 'retry') await postpone(deps, tx, row, delivery.reason)
    else await settle(deps, tx, row, message, delivery)
    return true
  })
}

/** Locks the oldest message that is due and first in its process; other lanes skip it meanwhile. */
async function claim(tx: Queries, now: Date): Promise<OutboxRow | undefined> {
  const [row] = await tx
    .select()
    .from(outbox)
    .where(
      and(
        isNull(outbox.deadAt),
        or(isNull(outbox.dueAt), lte(outbox.dueAt, now)),
        sql`not exists (select 1 from outbox earlier
          where earlier.participant_id = ${outbox.participantId}
            and earlier.process_id = ${outbox.processId}
            and earlier.position < ${outbox.position} and earlier.dead_at is null)`,
      ),
    )
    .orderBy(asc(outbox.position))
    .limit(1)
    .for('update', { skipLocked: true })
  return row
}

async function deliver(deps: StepDeps, message: OutboxMessage): Promise<Delivery> {
  try {
    return await deps.deliver(message, deps.signal)
  } catch (error) {
    return { kind: 'retry', reason: error instanceof Error ? error.message : String(error) }
  }
}

/**
 * A settler that lost a race for its entity reads it again: the message was delivered and need not be
 * sent a second time for that. Any other throw puts the message off.
 */
async function settle(
  deps: StepDeps,
  tx: Queries,
  row: OutboxRow,
  message: OutboxMessage,
  delivery: Delivery,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await tx.transaction((inner) => deps.settle(immediateWork(inner), message, delivery))
      await tx.delete(outbox).where(eq(outbox.position, row.position))
      return
    } catch (error) {
      if (attempt < settleAttempts && isLostRace(error)) continue
      const reason = error instanceof Error ? error.message : String(error)
      return postpone(deps, tx, row, `delivered, but not settled: ${reason}`)
    }
  }
}

const isLostRace = (error: unknown): boolean =>
  error instanceof DomainFailure
    ? error.error.code === 'conflict.stale'
    : ['40001', '40P01'].includes(sqlState(error) ?? '')

async function postpone(
  deps: StepDeps,
  tx: Queries,
  row: OutboxRow,
  reason: string,
): Promise<void> {
  const attempts = row.attempts + 1
  const now = deps.clock.now()
  const fields = { messageId: row.id, kind: row.kind, attempts, reason }
  const lastError = reason.slice(0, 2000)
  if (attempts >= deps.maxAttempts) {
    deps.logger.error('a message could not be delivered and is now a dead letter', fields)
    await setRow(tx, row, { attempts, lastError, deadAt: now })
    await deps.buried?.(immediateWork(tx), toMessage(row), reason)
    return
  }
  const full = Math.min(longestPauseMs, firstPauseMs * 2 ** (attempts - 1))
  const pauseMs = Math.ceil(full * (0.5 + deps.random.unit() / 2))
  deps.logger.warn('a message could not be delivered yet', { ...fields, pauseMs })
  await setRow(tx, row, { attempts, lastError, dueAt: new Date(now.getTime() + pauseMs) })
  deps.wakeLater(pauseMs + 1)
}

const setRow = (tx: Queries, row: OutboxRow, values: Partial<OutboxRow>) =>
  tx.update(outbox).set(values).where(eq(outbox.position, row.position))
