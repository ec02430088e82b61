import type { EntryPage, EntryPageQuery } from '@lianshu/catalog'
import { and, asc, desc, eq, gt, inArray, lt, type SQL, sql } from 'drizzle-orm'
import { type PgColumn, unionAll } from 'drizzle-orm/pg-core'
import { filterSql } from './catalog-filter-sql.ts'
import type { Queries } from './open-database.ts'
import { catalogEntries, catalogViews } from './schema/catalog.ts'

/** Stands for every caller in the rows that say who sees what. */
export const everybody = '*'

/** A page of a catalogue: a range of an index and the texts of what is in it, nothing else is read. */
export async function readEntryPage(db: Queries, query: EntryPageQuery): Promise<EntryPage> {
  // One more than asked for says whether there is more.
  const rows = await (query.filter ? filteredRows(db, query) : shownRows(db, query))
  const entries = rows.slice(0, query.limit)
  return {
    entries: isBackwards(query) ? entries.reverse() : entries,
    more: rows.length > query.limit,
  }
}

/** Whether an entry is shown to everybody or to this viewer. */
export const isShownTo = (db: Queries, viewer: string): SQL =>
  sql`exists ${db
    .select({ one: sql`1` })
    .from(catalogViews)
    .where(
      and(
        eq(catalogViews.participantId, catalogEntries.participantId),
        eq(catalogViews.datasetId, catalogEntries.datasetId),
        inArray(catalogViews.viewer, [everybody, viewer]),
      ),
    )}`

const fields = { datasetId: catalogEntries.datasetId, text: catalogEntries.entry }

/** Of what everybody sees and of what the viewer sees alone a page each, and of both together a page. */
function shownRows(db: Queries, query: EntryPageQuery) {
  const { participantId, viewer, limit } = query
  const seenBy = (who: string) =>
    db
      .select({ datasetId: catalogViews.datasetId })
      .from(catalogViews)
      .where(
        and(
          eq(catalogViews.participantId, participantId),
          eq(catalogViews.viewer, who),
          beyond(catalogViews.datasetId, query),
        ),
      )
      .orderBy(inOrder(catalogViews.datasetId, query))
      .limit(limit + 1)
  const shown = unionAll(seenBy(everybody), seenBy(viewer)).as('shown')
  return db
    .select(fields)
    .from(shown)
    .innerJoin(
      catalogEntries,
      and(
        eq(catalogEntries.participantId, participantId),
        eq(catalogEntries.datasetId, shown.datasetId),
      ),
    )
    .orderBy(inOrder(shown.datasetId, query))
    .limit(limit + 1)
}

const filteredRows = (db: Queries, query: EntryPageQuery) =>
  db
    .select(fields)
    .from(catalogEntries)
    .where(
      and(
        eq(catalogEntries.participantId, query.participantId),
        beyond(catalogEntries.datasetId, query),
        query.filter && filterSql(query.filter),
        isShownTo(db, query.viewer),
      ),
    )
    .orderBy(inOrder(catalogEntries.datasetId, query))
    .limit(query.limit + 1)

const isBackwards = ({ from }: EntryPageQuery): boolean => from !== undefined && 'before' in from

const beyond = (datasetId: PgColumn, { from }: EntryPageQuery): SQL | undefined =>
  from && ('before' in from ? lt(datasetId, from.before) : gt(datasetId, from.after))

const inOrder = (datasetId: PgColumn, query: EntryPageQuery): SQL =>
  isBackwards(query) ? desc(datasetId) : asc(datasetId)
