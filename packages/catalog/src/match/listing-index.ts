import type { Did } from '@lianshu/kernel'
import type { Listing } from '../listing/listing.ts'

/** Fields of a listing by how much a word in them says, most telling first. */
export const listingFields = ['title', 'keywords', 'description', 'columns'] as const
export type ListingField = (typeof listingFields)[number]

/** A listing with its words, ready to be ranked without reading it again. */
export interface IndexedListing {
  readonly listing: Listing
  readonly words: Readonly<Record<ListingField, readonly string[]>>
}

export const facetNames = ['industry', 'task', 'use', 'owner'] as const
export type FacetName = (typeof facetNames)[number]

/** The values of a listing for each facet. */
export const facetValues = (listing: Listing): Readonly<Record<FacetName, readonly string[]>> => ({
  industry: [listing.industry],
  task: [listing.task],
  use: listing.terms.uses,
  owner: [listing.ownerId],
})

/** Chosen values per facet: any value within a facet, all facets together. */
export type FacetChoice = Partial<Readonly<Record<FacetName, readonly string[]>>>

export interface FacetCount {
  readonly value: string
  readonly count: number
}

export interface ListingQuery {
  /** Words that must all occur (each in any field); empty means everything. */
  readonly words: readonly string[]
  /** The text as typed, for a look at parts of words when no whole word hits. */
  readonly text: string
  readonly facets: FacetChoice
  readonly offset: number
  readonly limit: number
}

export interface ListingHits {
  readonly total: number
  readonly items: readonly Listing[]
  /** Counts within the query, each facet without its own choice. */
  readonly facets: Readonly<Record<FacetName, readonly FacetCount[]>>
}

/** Candidates for ranking, with the statistics that BM25 needs over the whole catalogue. */
export interface Candidates {
  readonly total: number
  /** In how many listings each word occurs. */
  readonly documentFrequency: ReadonlyMap<string, number>
  readonly averageLength: Readonly<Record<ListingField, number>>
  readonly listings: readonly IndexedListing[]
}

/**
 * The searchable catalogue of one broker. Constraints: `put` replaces; answers are in a fixed order
 * (best first, then by id), so that the same question gets the same answer.
 */
export interface ListingIndex {
  put(brokerId: Did, listing: IndexedListing): Promise<void>
  remove(brokerId: Did, listingId: string): Promise<void>
  search(brokerId: Did, query: ListingQuery): Promise<ListingHits>
  /** The listings that share most with `words`, at most `limit`. */
  candidates(brokerId: Did, words: readonly string[], limit: number): Promise<Candidates>
}
