import { DomainFailure, domainError, type Inbox, type Json } from '@lianshu/kernel'
import { and, eq } from 'drizzle-orm'
import { inbox } from './schema/node.ts'
import { run, slot, slots, statement, writer } from './statement.ts'
import type { Work } from './work.ts'

const findAnswer = statement(() =>
  writer
    .select({ status: inbox.status, answer: inbox.answer })
    .from(inbox)
    .where(
      and(
        eq(inbox.participantId, slot('participantId')),
        eq(inbox.counterpartyId, slot('counterpartyId')),
        eq(inbox.messageId, slot('messageId')),
      ),
    ),
)
const keepAnswer = statement(() =>
  writer
    .insert(inbox)
    .values(slots('participantId', 'counterpartyId', 'messageId', 'status', 'answer'))
    .onConflictDoNothing()
    .returning({ messageId: inbox.messageId }),
)

/**
 * The Inbox of one unit of work. Where two of them record one message at once, the second waits
 * for the first to end, then fails if that one committed.
 */
export function bindInbox(work: Work): Inbox {
  return {
    async firstAnswer(key) {
      // Nearly every message is new; where one is not, recording its answer touches no row.
      if (work.mayAssume(inbox)) return undefined
      const [row] = await run(work.reader(), findAnswer(key))
      return row && { status: Number(row.status), body: unwrapAnswer(row.answer) }
    },
    async record(key, { status, body }) {
      const query = keepAnswer({ ...key, status, answer: { body } })
      if (await work.write({ table: inbox, mustTouch: true, query })) return
      throw new DomainFailure(
        domainError('conflict.exists', `message ${key.messageId} was answered meanwhile`),
      )
    },
  }
}

// Wrapped, because the driver stores a bare JSON null as an SQL null.
const unwrapAnswer = (stored: unknown): Json => (stored as { body: Json }).body
