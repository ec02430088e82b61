import type { DeadLetter, Did, Page } from '@lianshu/kernel'
import { and, asc, eq, gt, isNotNull, sql } from 'drizzle-orm'
import { toMessage } from './held-message.ts'
import type { Queries } from './open-database.ts'
import { outboxChannel } from './outbox.ts'
import { outbox } from './schema/node.ts'

/** Messages that the relay gave up; a person or a job decides what becomes of them. */
export interface DeadLetters {
  /** A participant's dead letters, oldest first. */
  list(participantId: Did, page?: Page): Promise<readonly DeadLetter[]>
  /** Puts the message back in its place with fresh attempts; false when there is no such dead letter. */
  retry(participantId: Did, id: string): Promise<boolean>
  /** Removes the message for good; false when there is no such dead letter. */
  drop(participantId: Did, id: string): Promise<boolean>
}

export function createDeadLetters(db: Queries): DeadLetters {
  const dead = (participantId: Did, id: string) =>
    and(eq(outbox.participantId, participantId), eq(outbox.id, id), isNotNull(outbox.deadAt))
  return {
    async list(participantId, page = { limit: 100 }) {
      const rows = await db
        .select()
        .from(outbox)
        .where(
          and(
            eq(outbox.participantId, participantId),
            isNotNull(outbox.deadAt),
            page.after === undefined
              ? undefined
              : gt(outbox.position, positionOf(participantId, page.after)),
          ),
        )
        .orderBy(asc(outbox.position))
        .limit(page.limit)
      return rows.map((row) => ({
        ...toMessage(row),
        attempts: row.attempts,
        lastError: row.lastError ?? '',
      }))
    },
    async retry(participantId, id) {
      const revived = await db
        .update(outbox)
        .set({ deadAt: null, dueAt: null, attempts: 0 })
        .where(dead(participantId, id))
        .returning({ id: outbox.id })
      await db.execute(sql`select pg_notify(${outboxChannel}, '')`)
      return revived.length === 1
    },
    async drop(participantId, id) {
      const dropped = await db
        .delete(outbox)
        .where(dead(participantId, id))
        .returning({ id: outbox.id })
      return dropped.length === 1
    },
  }
}

const positionOf = (participantId: Did, id: string) =>
  sql`(select coalesce(max(${outbox.position}), 0) from ${outbox} where ${and(eq(outbox.participantId, participantId), eq(outbox.id, id))})`
