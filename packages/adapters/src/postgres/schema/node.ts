import { sql } from 'drizzle-orm'
import {
  bigint,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core'

const moment = (name: string) => timestamp(name, { withTimezone: true })

/** Received messages and their first answers. */
export const inbox = pgTable(
  'inbox',
  {
    participantId: text('participant_id').notNull(),
    counterpartyId: text('counterparty_id').notNull(),
    messageId: text('message_id').notNull(),
    status: integer('status').notNull(),
    answer: jsonb('answer').notNull(),
    receivedAt: moment('received_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.participantId, table.counterpartyId, table.messageId] }),
  ],
)

/** Messages to send, in the order in which they were added; a dead one stays until somebody decides. */
export const outbox = pgTable(
  'outbox',
  {
    position: bigint('position', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    id: text('id').notNull(),
    participantId: text('participant_id').notNull(),
    counterpartyId: text('counterparty_id').notNull(),
    destination: text('destination').notNull(),
    body: jsonb('body').notNull(),
    processId: text('process_id').notNull(),
    kind: text('kind').notNull(),
    attempts: integer('attempts').notNull().default(0),
    /** Null: at once. */
    dueAt: moment('due_at'),
    /** The relay that has it in hand; one that lives no more holds nothing. */
    heldBy: text('held_by'),
    lastError: text('last_error'),
    deadAt: moment('dead_at'),
    addedAt: moment('added_at').notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('outbox_identity').on(table.participantId, table.id),
    index('outbox_order')
      .on(table.participantId, table.processId, table.position)
      .where(sql`dead_at is null`),
    index('outbox_dead').on(table.participantId, table.position).where(sql`dead_at is not null`),
  ],
)

/** Token ids that were used, until they expire. */
export const seenTokens = pgTable(
  'seen_tokens',
  {
    participantId: text('participant_id').notNull(),
    issuer: text('issuer').notNull(),
    tokenId: text('token_id').notNull(),
    expiresAt: moment('expires_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.participantId, table.issuer, table.tokenId] }),
    index('seen_tokens_expiry').on(table.expiresAt),
  ],
)
