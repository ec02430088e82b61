import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import {
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { versionedTable } from './versioned-table.ts'

const moment = (name: string) => timestamp(name, { withTimezone: true })

/** Of a request's body: the message with its outcome is a dead letter, or its holder refused it. */
export const isUndelivered = (body: SQLWrapper): SQL => sql`${body}->>'delivery' = 'failed'`

/** What holders asked an issuer for. */
export const credentialRequests = versionedTable(
  'credential_requests',
  { holder: text('holder').notNull() },
  (table) => [
    index('credential_requests_state').on(table.participantId, table.state),
    index('credential_requests_holder').on(table.participantId, table.holder),
    index('credential_requests_failed')
      .on(table.participantId, table.id)
      .where(isUndelivered(table.body)),
  ],
)

/** Credentials that were issued, and the place of each in the status lists. */
export const issuedCredentials = pgTable(
  'issued_credentials',
  {
    participantId: text('participant_id').notNull(),
    id: text('id').notNull(),
    /** The request that it answers; those given before this was kept have none. */
    request: text('request_id'),
    holder: text('holder').notNull(),
    objectId: text('object_id').notNull(),
    statusList: text('status_list').notNull(),
    statusIndex: integer('status_index').notNull(),
    state: text('state').notNull(),
    issuedAt: moment('issued_at').notNull(),
    validUntil: moment('valid_until').notNull(),
    /** When its holder was last told that a newer one can be had. */
    offeredAt: moment('offered_at'),
  },
  (table) => [
    primaryKey({ columns: [table.participantId, table.id] }),
    uniqueIndex('issued_credentials_place').on(
      table.participantId,
      table.statusList,
      table.statusIndex,
    ),
    index('issued_credentials_holder').on(table.participantId, table.holder),
    index('issued_credentials_end').on(table.participantId, table.validUntil),
  ],
)
