import type { Dataset, PublishedEntries, PublishedEntry } from '@lianshu/catalog'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { everybody, isShown, readEntryPage } from './entry-pages.ts'
import type { Queries } from './open-database.ts'
import { catalogEntries, catalogViews, datasets } from './schema/catalog.ts'
import { run, slot, statement, writer } from './statement.ts'
import type { Work } from './work.ts'

/** The catalogues of a connector's participants, on the pool or in a transaction. */
export function bindPublishedEntries(work: Work): PublishedEntries {
  return {
    async put(entries) {
      if (entries.length > 0) await put(work.atOnce(), entries)
    },

    async remove(participantId, datasetId) {
      const db = work.atOnce()
      await hide(db, [{ participantId, datasetId }])
      await db
        .delete(catalogEntries)
        .where(
          and(
            eq(catalogEntries.participantId, participantId),
            eq(catalogEntries.datasetId, datasetId),
          ),
        )
    },

    page: (query) => readEntryPage(work.reader(), query),

    async get(participantId, viewer, datasetId) {
      const [row] = await run(work.reader(), one({ participantId, viewer, datasetId }))
      return row && { text: row.entry as string, hash: row.hash as string }
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

const one = statement(() =>
  writer
    .select({ entry: catalogEntries.entry, hash: catalogEntries.hash })
    .from(catalogEntries)
    .where(
      and(
        eq(catalogEntries.participantId, slot('participantId')),
        eq(catalogEntries.datasetId, slot('datasetId')),
        isShown(),
      ),
    ),
)

interface EntryKey {
  readonly participantId: string
  readonly datasetId: string
}

/** Takes the rows that show these entries away: by their audience, as no index leads from entry to viewers. */
async function hide(db: Queries, entries: readonly EntryKey[]): Promise<void> {
  const keys = entries.map(({ participantId, datasetId }) => sql`(${participantId}, ${datasetId})`)
  await db.execute(sql`
    delete from ${catalogViews} as view using ${catalogEntries} as entry
    where (entry.participant_id, entry.dataset_id) in (${sql.join(keys, sql`, `)})
      and view.participant_id = entry.participant_id and view.viewer = any (entry.audience)
      and view.dataset_id = entry.dataset_id`)
}

async function put(db: Queries, entries: readonly PublishedEntry[]): Promise<void> {
  await hide(db, entries)
  await db
    .insert(catalogEntries)
    .values(entries.map(toRow))
    .onConflictDoUpdate({
      target: [catalogEntries.participantId, catalogEntries.datasetId],
      set: {
        entry: sql`excluded.entry`,
        hash: sql`excluded.hash`,
        audience: sql`excluded.audience`,
        words: sql`excluded.words`,
        rows: sql`excluded.rows`,
        modified: sql`excluded.modified`,
      },
    })
  const views = entries.flatMap(({ participantId, datasetId, audience }) =>
    viewersOf(audience).map((viewer) => ({ participantId, viewer, datasetId })),
  )
  if (views.length > 0) await db.insert(catalogViews).values(views)
}

const viewersOf = (audience: readonly string[] = [everybody]): string[] => [...new Set(audience)]

function toRow({ participantId, datasetId, text, hash, audience, values }: PublishedEntry) {
  const { rows: [rows] = [], modified: [modified] = [], ...words } = values
  return {
    ...{ participantId, datasetId, entry: text, hash, modified },
    audience: viewersOf(audience),
    rows: rows === undefined ? null : Number(rows),
    words: Object.entries(words).flatMap(([name, all]) => all.map((value) => `${name}=${value}`)),
  }
}
