import {
  type Candidates,
  type FacetChoice,
  type FacetName,
  facetNames,
  type IndexedListing,
  type ListingField,
  type ListingIndex,
  type ListingQuery,
  listingFields,
} from '@lianshu/catalog'
import type { Did } from '@lianshu/kernel'
import { and, arrayOverlaps, asc, desc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { wordsQuery, wordsVector } from './listing-words.ts'
import type { Queries } from './open-database.ts'
import { listingWords as table } from './schema/catalog.ts'
import { writer } from './statement.ts'
import type { Work } from './work.ts'

/** The broker's searchable catalogue: full text over words that were cut before, and parts of words. */
export function bindListingIndex(work: Work): ListingIndex {
  return {
    async put(brokerId, indexed) {
      const row = toRow(brokerId, indexed)
      const target = [table.participantId, table.listingId]
      await work.write({
        ...{ table, mustTouch: false },
        query: writer
          .insert(table)
          .values(row)
          .onConflictDoUpdate({ target, set: row })
          .returning({ id: table.listingId })
          .toSQL(),
      })
    },
    async remove(brokerId, listingId) {
      const isIt = and(eq(table.participantId, brokerId), eq(table.listingId, listingId))
      await work.write({
        ...{ table, mustTouch: false },
        query: writer.delete(table).where(isIt).returning({ id: table.listingId }).toSQL(),
      })
    },
    search: (brokerId, query) => search(work.reader(), brokerId, query),
    candidates: (brokerId, words, limit) => candidates(work.reader(), brokerId, words, limit),
  }
}

function toRow(participantId: Did, indexed: IndexedListing) {
  const { listing, words } = indexed
  const { title, description } = listing
  return {
    participantId,
    listingId: listing.id,
    ownerId: listing.ownerId,
    industry: listing.industry,
    task: listing.task,
    uses: [...listing.terms.uses],
    words: wordsVector(indexed),
    lengths: listingFields.map((field) => words[field].length),
    plain: [title.zh, title.en, description.zh, description.en].join('\n').toLowerCase(),
    body: indexed,
  }
}

const listingOf = (body: unknown) => (body as IndexedListing).listing

async function search(db: Queries, brokerId: Did, query: ListingQuery) {
  const { words, text, facets, offset, limit } = query
  const vector = sql`${wordsQuery(words, '&')}::tsquery`
  const whole = words.length > 0 ? sql`${table.words} @@ ${vector}` : undefined
  const part = sql`${table.plain} like ${`%${likePattern(text.toLowerCase())}%`}`
  const hits = (condition: SQL | undefined, choice: FacetChoice) =>
    and(eq(table.participantId, brokerId), condition, ...chosen(choice))
  // Parts of words are slower and say less, so they are looked at only when whole words find nothing.
  const found = whole === undefined || (await db.$count(table, hits(whole, {}))) > 0
  const condition = found ? (text === '' ? undefined : (whole ?? part)) : part
  const order = found && whole ? [desc(sql`ts_rank(${table.words}, ${vector})`)] : []
  const items = await db
    .select({ body: table.body })
    .from(table)
    .where(hits(condition, facets))
    .orderBy(...order, asc(table.listingId))
    .offset(offset)
    .limit(limit)
  const counts = await Promise.all(
    facetNames.map(async (name) => {
      const value = facetColumns[name]
      const rows = await db
        .select({ value: sql<string>`${value}`.as('value'), count: sql<number>`count(*)::int` })
        .from(table)
        .where(hits(condition, { ...facets, [name]: undefined }))
        .groupBy(sql`1`)
        .orderBy(desc(sql`count(*)`), sql`1`)
        .limit(100)
      return [name, rows] as const
    }),
  )
  return {
    total: await db.$count(table, hits(condition, facets)),
    items: items.map(({ body }) => listingOf(body)),
    facets: Object.fromEntries(counts) as Record<FacetName, (typeof counts)[number][1]>,
  }
}

const facetColumns: Readonly<Record<FacetName, SQL>> = {
  industry: sql`${table.industry}`,
  task: sql`${table.task}`,
  use: sql`unnest(${table.uses})`,
  owner: sql`${table.ownerId}`,
}

const likePattern = (text: string) => text.replace(/[\\%_]/g, (mark) => `\\${mark}`)

const chosen = ({ industry, task, use, owner }: FacetChoice): (SQL | undefined)[] => [
  industry?.length ? inArray(table.industry, [...industry]) : undefined,
  task?.length ? inArray(table.task, [...task]) : undefined,
  use?.length ? arrayOverlaps(table.uses, [...use]) : undefined,
  owner?.length ? inArray(table.ownerId, [...owner]) : undefined,
]

async function candidates(
  db: Queries,
  brokerId: Did,
  words: readonly string[],
  limit: number,
): Promise<Candidates> {
  const own = eq(table.participantId, brokerId)
  const lengths = listingFields.map(
    (_, index) => sql`avg(${table.lengths}[${sql.raw(String(index + 1))}])`,
  )
  const [summary] = await db
    .select({
      total: sql<number>`count(*)::int`,
      averages: sql<number[]>`to_jsonb(array[${sql.join(lengths, sql`, `)}]::float8[])`,
    })
    .from(table)
    .where(own)
  const averageLength = Object.fromEntries(
    listingFields.map((field, index) => [field, summary?.averages?.[index] ?? 0]),
  ) as Record<ListingField, number>
  const unique = [...new Set(words)]
  if (unique.length === 0) {
    return { total: summary?.total ?? 0, documentFrequency: new Map(), averageLength, listings: [] }
  }
  const frequencies = await Promise.all(
    unique.map(async (word) => {
      const holds = sql`${table.words} @@ ${wordsQuery([word], '&')}::tsquery`
      return [word, await db.$count(table, and(own, holds))] as const
    }),
  )
  const any = sql`${wordsQuery(unique, '|')}::tsquery`
  const rows = await db
    .select({ body: table.body })
    .from(table)
    .where(and(own, sql`${table.words} @@ ${any}`))
    .orderBy(desc(sql`ts_rank(${table.words}, ${any})`), asc(table.listingId))
    .limit(limit)
  return {
    total: summary?.total ?? 0,
    documentFrequency: new Map(frequencies),
    averageLength,
    listings: rows.map(({ body }) => body as IndexedListing),
  }
}
