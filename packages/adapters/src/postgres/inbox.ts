import { DomainFailure, domainError, type Inbox, type Json } from '@lianshu/kernel'
import { and, eq } from 'drizzle-orm'
import { inbox } from './schema/node.ts'
import type { Work } from './work.ts'

/**
 * The Inbox of one unit of work. Where two of them record one message at once, the second waits
 * for the first to end, then fails if that one committed.
 */
export function bindInbox(work: Work): Inbox {
  return {
    async firstAnswer(key) {
      const [row] = await work
        .reader()
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
      const recorded = await work.write({
        ...{ table: inbox, mustTouch: true },
        statement: (db) =>
          db
            .insert(inbox)
            .values({ ...key, status: answer.status, answer: { body: answer.body } })
            .onConflictDoNothing()
            .returning({ messageId: inbox.messageId }),
      })
      if (recorded) return
      throw new DomainFailure(
        domainError('conflict.exists', `message ${key.messageId} was answered meanwhile`),
      )
    },
  }
}

// Wrapped, because the driver stores a bare JSON null as an SQL null.
const unwrapAnswer = (stored: unknown): Json => (stored as { body: Json }).body
