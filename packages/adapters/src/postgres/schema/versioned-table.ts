import {
  bigint,
  index,
  integer,
  jsonb,
  type PgColumnBuilderBase,
  type PgTableExtraConfigValue,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from 'drizzle-orm/pg-core'

// `position` is the order of creation: a clock gives equal times to entities of one transaction.
const versionedColumns = () => ({
  participantId: text('participant_id').notNull(),
  id: text('id').notNull(),
  version: integer('version').notNull(),
  state: text('state').notNull(),
  position: bigint('position', { mode: 'number' }).generatedAlwaysAsIdentity(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
  body: jsonb('body').notNull(),
})

/**
 * A table of one kind of entity under compare-and-set: the whole entity in `body`, and beside it the
 * columns that look-ups need. The property name of an extra column is the entity's key that it holds
 * (`counterpartyId: text('counterparty_id')`), as `createVersionedStore` finds columns by that name.
 * `extraConfig` adds indexes and constraints; start every index with `participantId`.
 */
export function versionedTable<
  Name extends string,
  Extra extends Record<string, PgColumnBuilderBase> = Record<never, never>,
>(
  name: Name,
  extraColumns: Extra = {} as Extra,
  // biome-ignore lint/suspicious/noExplicitAny: drizzle names the built columns only by inference
  extraConfig: (table: any) => PgTableExtraConfigValue[] = () => [],
) {
  return pgTable(name, { ...versionedColumns(), ...extraColumns }, (table) => [
    // biome-ignore lint/suspicious/noExplicitAny: generic columns are opaque to drizzle's types
    primaryKey({ columns: [(table as any).participantId, (table as any).id] }),
    // biome-ignore lint/suspicious/noExplicitAny: as above
    index(`${name}_order`).on((table as any).participantId, (table as any).position),
    ...extraConfig(table),
  ])
}

/** What `createVersionedStore` needs of a table that `versionedTable` made. */
export type VersionedTable = ReturnType<typeof versionedTable<string>>
