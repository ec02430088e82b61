import { index, integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'

/** Received messages and their first answers. */
export const inbox = pgTable(
  'inbox',
  {
    participantId: text('participant_id').notNull(),
    counterpartyId: text('counterparty_id').notNull(),
    messageId: text('message_id').notNull(),
    status: integer('status').notNull(),
    answer: jsonb('answer').notNull(),
    receivedAt: timestamp('received_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.participantId, table.counterpartyId, table.messageId] }),
  ],
)

/** Token ids that were used, until they expire. */
export const seenTokens = pgTable(
  'seen_tokens',
  {
    participantId: text('participant_id').notNull(),
    issuer: text('issuer').notNull(),
    tokenId: text('token_id').notNull(),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.participantId, table.issuer, table.tokenId] }),
    index('seen_tokens_expiry').on(table.expiresAt),
  ],
)
