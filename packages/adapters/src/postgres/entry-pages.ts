import type { EntryPage, EntryPageQuery } from '@lianshu/catalog'
import { and, asc, desc, eq, gt, inArray, lt, type Placeholder, type SQL, sql } from 'drizzle-orm'
import { type PgColumn, unionAll } from 'drizzle-orm/pg-core'
import { filterSql } from './catalog-filter-sql.ts'
import type { Queries } from './open-database.ts'
import { rowsAsBytes } from './rows-as-bytes.ts'
import { catalogEntries, catalogViews } from './schema/catalog.ts'
import { slot, statement, writer } from './statement.ts'

/** Stands for every caller in the rows that say who sees what. */
export const everybody = '*'

type Direction = 'start' | 'after' | 'before'

interface PageValues {
  readonly participantId: string
  readonly viewer: string
  readonly bound: string
  readonly limit: number
}

/** A page of a catalogue: a range of an index and the texts of what is in it, nothing else is read. */
export async function readEntryPage(db: Queries, query: EntryPageQuery): Promise<EntryPage> {
  const { participantId, viewer, filter, from = {}, limit } = query
  const [direction = 'start', bound = ''] = (Object.entries(from) as [Direction, string][])[0] ?? []
  const page = filter ? filteredPage(direction, filter) : shownPages[direction]
  // One more than asked for says whether there is more.
  const rows = await rowsAsBytes(db, page({ participantId, viewer, bound, limit: limit + 1 }))
  const entries = rows
    .slice(0, limit)
    .map(([datasetId, json]) => ({ datasetId: String(datasetId), json: json! }))
  return {
    entries: direction === 'before' ? entries.reverse() : entries,
    more: rows.length > limit,
  }
}

/** Whether an entry is shown to everybody or to the viewer in its slot. */
export const isShown = (): SQL =>
  sql`exists ${writer
    .select({ one: sql`1` })
    .from(catalogViews)
    .where(
      and(
        eq(catalogViews.participantId, catalogEntries.participantId),
        eq(catalogViews.datasetId, catalogEntries.datasetId),
        inArray(catalogViews.viewer, [everybody, slot('viewer')]),
      ),
    )}`

const fields = { datasetId: catalogEntries.datasetId, json: catalogEntries.entry }

/** Of what everybody sees and of what the viewer sees alone a page each, and of both together a page. */
const shownPage = (direction: Direction) =>
  statement<PageValues>(() => {
    const seenBy = (who: string | Placeholder) =>
      writer
        .select({ datasetId: catalogViews.datasetId })
        .from(catalogViews)
        .where(
          and(
            eq(catalogViews.participantId, slot('participantId')),
            eq(catalogViews.viewer, who),
            beyond(catalogViews.datasetId, direction),
          ),
        )
        .orderBy(inOrder(catalogViews.datasetId, direction))
        .limit(slot('limit'))
    const shown = unionAll(seenBy(everybody), seenBy(slot('viewer'))).as('shown')
    return writer
      .select(fields)
      .from(shown)
      .innerJoin(
        catalogEntries,
        and(
          eq(catalogEntries.participantId, slot('participantId')),
          eq(catalogEntries.datasetId, shown.datasetId),
        ),
      )
      .orderBy(inOrder(shown.datasetId, direction))
      .limit(slot('limit'))
  })

const shownPages: Readonly<Record<Direction, ReturnType<typeof shownPage>>> = {
  start: shownPage('start'),
  after: shownPage('after'),
  before: shownPage('before'),
}

/** Written anew for each filter. */
const filteredPage = (direction: Direction, filter: NonNullable<EntryPageQuery['filter']>) =>
  statement<PageValues>(() =>
    writer
      .select(fields)
      .from(catalogEntries)
      .where(
        and(
          eq(catalogEntries.participantId, slot('participantId')),
          beyond(catalogEntries.datasetId, direction),
          filterSql(filter),
          isShown(),
        ),
      )
      .orderBy(inOrder(catalogEntries.datasetId, direction))
      .limit(slot('limit')),
  )

const beyond = (datasetId: PgColumn, direction: Direction): SQL | undefined => {
  if (direction === 'start') return undefined
  return direction === 'before' ? lt(datasetId, slot('bound')) : gt(datasetId, slot('bound'))
}

const inOrder = (datasetId: PgColumn, direction: Direction): SQL =>
  direction === 'before' ? desc(datasetId) : asc(datasetId)
