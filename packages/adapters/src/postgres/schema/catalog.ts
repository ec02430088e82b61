import {
  customType,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from 'drizzle-orm/pg-core'
import { versionedTable } from './versioned-table.ts'

/** Datasets at their owner. */
export const datasets = versionedTable('datasets', {}, (table) => [
  index('datasets_state').on(table.participantId, table.state),
])

/** Entries of participants' catalogues as they go out; made from `datasets`, never the only copy. */
export const catalogEntries = pgTable(
  'catalog_entries',
  {
    participantId: text('participant_id').notNull(),
    datasetId: text('dataset_id').notNull(),
    entry: text('entry').notNull(),
    hash: text('hash').notNull(),
    /** The viewers in `catalog_views`. */
    audience: text('audience').array().notNull().default(['*']),
    /** `property=value` for every property of words that a filter knows. */
    words: text('words').array().notNull(),
    rows: doublePrecision('rows'),
    modified: timestamp('modified', { withTimezone: true, mode: 'string' }),
  },
  (table) => [
    primaryKey({ columns: [table.participantId, table.datasetId] }),
    index('catalog_entries_words').using('gin', table.words),
  ],
)

/** Who is shown which entry: a row for everybody (`*`), or one for each listed viewer. */
export const catalogViews = pgTable(
  'catalog_views',
  {
    participantId: text('participant_id').notNull(),
    viewer: text('viewer').notNull(),
    datasetId: text('dataset_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.participantId, table.viewer, table.datasetId] })],
)

/** Listings at the broker. */
export const listings = versionedTable(
  'listings',
  { ownerId: text('owner_id').notNull() },
  (table) => [
    index('listings_state').on(table.participantId, table.state),
    index('listings_owner').on(table.participantId, table.ownerId),
  ],
)

/** The last harvest of each member. */
export const harvests = versionedTable('harvests')

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })

/** Words of the listings that are in the catalogue now; made from `listings`, never the only copy. */
export const listingWords = pgTable(
  'listing_words',
  {
    participantId: text('participant_id').notNull(),
    listingId: text('listing_id').notNull(),
    ownerId: text('owner_id').notNull(),
    industry: text('industry').notNull(),
    task: text('task').notNull(),
    uses: text('uses').array().notNull(),
    /** Words with their field as weight, A for the most telling. */
    words: tsvector('words').notNull(),
    /** How many words each field holds, in the order of `listingFields`. */
    lengths: integer('lengths').array().notNull(),
    /** Titles and descriptions in small letters, for a look at parts of words. */
    plain: text('plain').notNull(),
    body: jsonb('body').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.participantId, table.listingId] }),
    index('listing_words_words').using('gin', table.words),
    index('listing_words_plain').using('gin', table.plain.op('gin_trgm_ops')),
    index('listing_words_industry').on(table.participantId, table.industry),
    index('listing_words_owner').on(table.participantId, table.ownerId),
  ],
)
