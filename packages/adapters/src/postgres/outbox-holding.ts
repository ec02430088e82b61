import {
  and,
  asc,
  eq,
  inArray,
  isNotNull,
  isNull,
  lte,
  notInArray,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import { type HeldMessage, toHeld } from './held-message.ts'
import type { Queries } from './open-database.ts'
import { outboxChannel } from './outbox.ts'
import { outbox } from './schema/node.ts'

/** Takes up to `limit` messages that are due, first in their process and held by nobody, oldest first. */
export async function hold(
  db: Queries,
  { holder, now, limit }: { holder: string; now: Date; limit: number },
): Promise<readonly HeldMessage[]> {
  const free = db
    .select({ position: outbox.position })
    .from(outbox)
    .where(
      and(
        isFree(now),
        sql`not exists (select 1 from outbox earlier
          where earlier.participant_id = ${outbox.participantId}
            and earlier.process_id = ${outbox.processId}
            and earlier.position < ${outbox.position} and earlier.dead_at is null)`,
      ),
    )
    .orderBy(asc(outbox.position))
    .limit(limit)
    .for('update', { skipLocked: true })
  const rows = await db
    .update(outbox)
    .set({ heldBy: holder })
    .where(inArray(outbox.position, free))
    .returning()
  return rows.map(toHeld).sort((left, right) => left.position - right.position)
}

/** Whether a message waits, perhaps for an earlier one of its process that somebody holds. */
export async function isAnyWaiting(db: Queries, now: Date): Promise<boolean> {
  const [row] = await db
    .select({ position: outbox.position })
    .from(outbox)
    .where(isFree(now))
    .limit(1)
  return row !== undefined
}

/** Lets go of everything that `holder` holds, and tells the others. */
export async function letGo(db: Queries, holder: string): Promise<void> {
  await db
    .update(outbox)
    .set({ heldBy: null })
    .where(eq(outbox.heldBy, holder))
    .returning({ told: sql`pg_notify(${outboxChannel}, '')` })
}

/**
 * Lets go of what relays hold that are no more, and of what `holder` holds and has not in hand: messages
 * of a commit whose end it never heard. A relay's name is the name of its sessions: the server ends them
 * with the process, so a killed relay needs no lease to run out.
 */
export async function letGoOfLost(
  db: Queries,
  { holder, inHand }: { readonly holder: string; readonly inHand: readonly number[] },
): Promise<void> {
  const isDead = sql`${outbox.heldBy} not in (select application_name from pg_stat_activity)`
  const isForgotten = and(
    eq(outbox.heldBy, holder),
    notInArray(outbox.position, [...inHand]),
    lte(outbox.addedAt, sql`now() - interval '10 seconds'`),
  )
  await db
    .update(outbox)
    .set({ heldBy: null })
    .where(and(isNotNull(outbox.heldBy), or(isDead, isForgotten)))
}

const isFree = (now: Date): SQL | undefined =>
  and(
    isNull(outbox.deadAt),
    isNull(outbox.heldBy),
    or(isNull(outbox.dueAt), lte(outbox.dueAt, now)),
  )
