import { sql } from 'drizzle-orm'
import {
  bigint,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'

const count = (name: string) => bigint(name, { mode: 'number' })

/** Every act of every participant here; a trigger refuses to change or remove one. */
export const logRecords = pgTable(
  'log_records',
  {
    id: count('id').primaryKey().generatedAlwaysAsIdentity(),
    participantId: text('participant_id').notNull(),
    /** The record's place in its participant's tree; null until the sequencer gave it one. */
    leaf: count('leaf'),
    /** Canonical JSON, kept as text: it is what the tree's leaf hash covers. */
    record: text('record').notNull(),
  },
  (table) => [
    uniqueIndex('log_records_place').on(table.participantId, table.leaf),
    index('log_records_pending').on(table.participantId, table.id).where(sql`leaf is null`),
  ],
)

/** Hashes of the complete subtrees of each log. */
export const logNodes = pgTable(
  'log_nodes',
  {
    participantId: text('participant_id').notNull(),
    level: integer('level').notNull(),
    index: count('index').notNull(),
    hash: text('hash').notNull(),
  },
  (table) => [primaryKey({ columns: [table.participantId, table.level, table.index] })],
)

/** Signed heads of each log. */
export const logHeads = pgTable(
  'log_heads',
  {
    participantId: text('participant_id').notNull(),
    size: count('size').notNull(),
    signedHead: jsonb('signed_head').notNull(),
  },
  (table) => [primaryKey({ columns: [table.participantId, table.size] })],
)

/** What witnesses said about heads of our logs. */
export const logCosignatures = pgTable(
  'log_cosignatures',
  {
    participantId: text('participant_id').notNull(),
    witness: text('witness').notNull(),
    size: count('size').notNull(),
    root: text('root').notNull(),
    cosignature: jsonb('cosignature').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.participantId, table.size, table.root, table.witness] }),
  ],
)

/** The last head of another node's log that a witness here saw. */
export const witnessedHeads = pgTable(
  'witnessed_heads',
  {
    witness: text('witness').notNull(),
    origin: text('origin').notNull(),
    head: jsonb('head').notNull(),
  },
  (table) => [primaryKey({ columns: [table.witness, table.origin] })],
)
