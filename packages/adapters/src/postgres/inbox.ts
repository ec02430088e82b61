import { DomainFailure, domainError, type Inbox, type Json } from '@lianshu/kernel'
import { and, eq } from 'drizzle-orm'
import type { Queries } from './open-database.ts'
import { inbox } from './schema/node.ts'

/**
 * The Inbox of one transaction. Where two transactions record one message at once, the second waits
 * for the first to end, then fails if that one committed.
 */
export function bindInbox(tx: Queries): Inbox {
  return {
    async firstAnswer(key) {
      const [row] = await tx
        .select({ status: inbox.status, answer: inbox.answer })
        .from(inbox)
        .where(
          and(
            eq(inbox.participantId, key.participantId),
            eq(inbox.counterpartyId, key.counterpartyId),
            eq(inbox.messageId, key.messageId),
          ),
        )
      return row && { status: row.status, body: unwrapAnswer(row.answer) }
    },
    async record(key, answer) {
      const recorded = await tx
        .insert(inbox)
        .values({ ...key, status: answer.status, answer: { body: answer.body } })
        .onConflictDoNothing()
        .returning({ messageId: inbox.messageId })
      if (recorded.length === 1) return
      throw new DomainFailure(
        domainError('conflict.exists', `message ${key.messageId} was answered meanwhile`),
      )
    },
  }
}

// Wrapped, because the driver stores a bare JSON null as an SQL null.
const unwrapAnswer = (stored: unknown): Json => (stored as { body: Json }).body
