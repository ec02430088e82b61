import type { Dataset, PublishedEntries, PublishedEntry } from '@lianshu/catalog'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { everybody, isShownTo, readEntryPage } from './entry-pages.ts'
import type { Queries } from './open-database.ts'
import { catalogEntries, catalogViews, datasets } from './schema/catalog.ts'
import type { Work } from './work.ts'

/** The catalogues of a connector's participants, on the pool or in a transaction. */
export function bindPublishedEntries(work: Work): PublishedEntries {
  return {
    async put(entries) {
      if (entries.length > 0) await put(work.atOnce(), entries)
    },

    async remove(participantId, datasetId) {
      for (const table of [catalogViews, catalogEntries]) {
        await work
          .atOnce()
          .delete(table)
          .where(and(eq(table.participantId, participantId), eq(table.datasetId, datasetId)))
      }
    },

    page: (query) => readEntryPage(work.reader(), query),

    async get(participantId, viewer, datasetId) {
      const db = work.reader()
      const [row] = await db
        .select({ text: catalogEntries.entry, hash: catalogEntries.hash })
        .from(catalogEntries)
        .where(
          and(
            eq(catalogEntries.participantId, participantId),
            eq(catalogEntries.datasetId, datasetId),
            isShownTo(db, viewer),
          ),
        )
      return row
    },

    async missing(limit) {
      const shown = and(
        eq(catalogEntries.participantId, datasets.participantId),
        eq(catalogEntries.datasetId, datasets.id),
      )
      const rows = await work
        .reader()
        .select({ body: datasets.body })
        .from(datasets)
        .leftJoin(catalogEntries, shown)
        .where(and(eq(datasets.state, 'published'), isNull(catalogEntries.datasetId)))
        .limit(limit)
      return rows.map(({ body }) => body as Dataset)
    },
  }
}

async function put(db: Queries, entries: readonly PublishedEntry[]): Promise<void> {
  const keys = entries.map(({ participantId, datasetId }) => sql`(${participantId}, ${datasetId})`)
  await db
    .delete(catalogViews)
    .where(
      sql`(${catalogViews.participantId}, ${catalogViews.datasetId}) in (${sql.join(keys, sql`, `)})`,
    )
  await db
    .insert(catalogEntries)
    .values(entries.map(toRow))
    .onConflictDoUpdate({
      target: [catalogEntries.participantId, catalogEntries.datasetId],
      set: {
        entry: sql`excluded.entry`,
        hash: sql`excluded.hash`,
        words: sql`excluded.words`,
        rows: sql`excluded.rows`,
        modified: sql`excluded.modified`,
      },
    })
  const views = entries.flatMap(({ participantId, datasetId, audience = [everybody] }) =>
    [...new Set<string>(audience)].map((viewer) => ({ participantId, viewer, datasetId })),
  )
  if (views.length > 0) await db.insert(catalogViews).values(views)
}

function toRow({ participantId, datasetId, text, hash, values }: PublishedEntry) {
  const { rows: [rows] = [], modified: [modified] = [], ...words } = values
  return {
    ...{ participantId, datasetId, entry: text, hash, modified },
    rows: rows === undefined ? null : Number(rows),
    words: Object.entries(words).flatMap(([name, all]) => all.map((value) => `${name}=${value}`)),
  }
}
