import { bigint, index, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import { versionedTable } from './versioned-table.ts'

export const negotiations = versionedTable(
  'negotiations',
  {
    side: text('side').notNull(),
    counterpartyId: text('counterparty_id').notNull(),
    counterpartyPid: text('counterparty_pid'),
    datasetId: text('dataset_id').notNull(),
    agreementId: text('agreement_id'),
  },
  (table) => [
    index('negotiations_state').on(table.participantId, table.state),
    index('negotiations_counterparty').on(
      table.participantId,
      table.counterpartyId,
      table.counterpartyPid,
    ),
  ],
)

export const agreements = versionedTable(
  'agreements',
  {
    side: text('side').notNull(),
    counterpartyId: text('counterparty_id').notNull(),
    datasetId: text('dataset_id').notNull(),
    negotiationId: text('negotiation_id').notNull(),
  },
  (table) => [
    index('agreements_state').on(table.participantId, table.state),
    index('agreements_dataset').on(table.participantId, table.datasetId),
  ],
)

export const transfers = versionedTable(
  'transfers',
  {
    side: text('side').notNull(),
    counterpartyId: text('counterparty_id').notNull(),
    counterpartyPid: text('counterparty_pid'),
    agreementId: text('agreement_id').notNull(),
    gate: text('gate'),
  },
  (table) => [
    index('transfers_gate').on(table.participantId, table.gate),
    index('transfers_state').on(table.participantId, table.state),
    index('transfers_agreement').on(table.participantId, table.agreementId),
  ],
)

export const settlements = versionedTable('settlements')

/** Sums of uses; the row that is locked while a use is checked and counted. */
export const usageCounters = pgTable(
  'usage_counters',
  {
    participantId: text('participant_id').notNull(),
    agreementId: text('agreement_id').notNull(),
    counter: text('counter').notNull(),
    used: bigint('used', { mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.participantId, table.agreementId, table.counter] })],
)

/** Single uses, so that one that is asked for again is not counted again. */
export const usageEntries = pgTable(
  'usage_entries',
  {
    participantId: text('participant_id').notNull(),
    agreementId: text('agreement_id').notNull(),
    counter: text('counter').notNull(),
    key: text('key').notNull(),
    amount: bigint('amount', { mode: 'number' }).notNull(),
    countedAt: timestamp('counted_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.participantId, table.agreementId, table.counter, table.key] }),
  ],
)
