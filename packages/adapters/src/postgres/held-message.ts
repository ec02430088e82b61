import type { Did, Json, OutboxMessage } from '@lianshu/kernel'
import type { outbox } from './schema/node.ts'

/** A message in the hand of a relay, with its place in the outbox and its failed attempts so far. */
export interface HeldMessage {
  readonly message: OutboxMessage
  readonly position: number
  readonly attempts: number
}

type OutboxRow = typeof outbox.$inferSelect

/** The message that a row of the outbox holds. */
export function toMessage(row: OutboxRow): OutboxMessage {
  return {
    id: row.id,
    participantId: row.participantId as Did,
    counterpartyId: row.counterpartyId as Did,
    to: row.destination,
    // Wrapped, because the driver stores a bare JSON null as an SQL null.
    body: (row.body as { content: Json }).content,
    processId: row.processId,
    kind: row.kind,
  }
}

export const toHeld = (row: OutboxRow): HeldMessage => ({
  message: toMessage(row),
  position: row.position,
  attempts: row.attempts,
})
