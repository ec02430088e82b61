import { jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import { versionedTable } from './versioned-table.ts'

/** The operator's register of members. */
export const members = versionedTable('members')

/** The participants that a connector hosts. */
export const participants = versionedTable('participants')

/** Members whom hosted participants have met, and where the status of each one's credential stands. */
export const knownMembers = pgTable(
  'known_members',
  {
    participantId: text('participant_id').notNull(),
    member: text('member').notNull(),
    issuer: text('issuer').notNull(),
    statuses: jsonb('statuses').notNull(),
    validUntil: text('valid_until'),
    seenAt: timestamp('seen_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.participantId, table.member] })],
)

/** The wallets of hosted participants. */
export const walletCredentials = pgTable(
  'wallet_credentials',
  {
    holder: text('holder').notNull(),
    id: text('id').notNull(),
    types: text('types').array().notNull(),
    issuer: text('issuer').notNull(),
    validUntil: text('valid_until'),
    jwt: text('jwt').notNull(),
    storedAt: timestamp('stored_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.holder, table.id] })],
)

/** Credentials that hosted participants asked for. */
export const walletRequests = versionedTable('wallet_requests', {
  issuer: text('issuer').notNull(),
})

/** Credentials that were offered to hosted participants. */
export const walletOffers = versionedTable('wallet_offers', { issuer: text('issuer').notNull() })

/** Clients of the token services of hosted participants. */
export const tokenClients = versionedTable('token_clients')
