import { and, eq, sql } from 'drizzle-orm'
import type { VersionedTable } from './schema/versioned-table.ts'
import { slot, slots, statement, writer } from './statement.ts'

/** Texts are made once for all units of work: by table, since each unit binds stores of its own. */
const gets = new WeakMap<VersionedTable, ReturnType<typeof writeGet>>()
const changes = new WeakMap<VersionedTable, ReturnType<typeof writeChanges>>()

/** Reads one entity by `participantId` and `id`. */
export const getOf = (table: VersionedTable) => kept(gets, table, writeGet)

/** Inserts and updates one entity; `keys` are the properties of the extra columns, the same at every call. */
export const changesOf = (table: VersionedTable, keys: readonly string[]) =>
  kept(changes, table, () => writeChanges(table, keys))

function kept<Made>(
  made: WeakMap<VersionedTable, Made>,
  table: VersionedTable,
  write: (table: VersionedTable) => Made,
): Made {
  const known = made.get(table) ?? write(table)
  made.set(table, known)
  return known
}

const isIt = (table: VersionedTable) =>
  and(eq(table.participantId, slot('participantId')), eq(table.id, slot('id')))

const writeGet = (table: VersionedTable) =>
  statement(() => writer.select(fieldsOf(table)).from(table).where(isIt(table)))

function writeChanges(table: VersionedTable, keys: readonly string[]) {
  const changing = { ...slots(...keys), ...slots('version', 'state', 'body') }
  return {
    insert: statement(() =>
      writer
        .insert(table)
        .values({ ...changing, ...slots('participantId', 'id') })
        .onConflictDoNothing({ target: [table.participantId, table.id] })
        .returning({ id: table.id }),
    ),
    update: statement(() =>
      writer
        .update(table)
        .set({ ...changing, updatedAt: sql`now()` })
        .where(and(isIt(table), eq(table.version, slot('versionRead'))))
        .returning({ id: table.id }),
    ),
  }
}

/** What an entity is read from, under the names of its columns. */
export const fieldsOf = (table: VersionedTable) => ({
  participant_id: table.participantId,
  id: table.id,
  version: table.version,
  body: table.body,
})
