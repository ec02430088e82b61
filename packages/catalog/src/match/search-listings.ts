import { type Did, type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import type { FacetChoice, ListingHits, ListingIndex } from './listing-index.ts'
import { loadSegmenter } from './segment.ts'

export interface SearchListings {
  readonly brokerId: Did
  /** Free words in Chinese or English; empty lists everything. */
  readonly text: string
  readonly facets?: FacetChoice
  /** From 0. */
  readonly offset?: number
  /** 1 to 100, default 20. */
  readonly limit?: number
}

/** A page of the catalogue with facet counts. Errors: `input.invalid` for a page that cannot be. */
export async function searchListings(
  deps: { readonly index: ListingIndex },
  query: SearchListings,
): Promise<Result<ListingHits, DomainError>> {
  const { brokerId, text, facets = {}, offset = 0, limit = 20 } = query
  const whole = (value: number, least: number, most: number) =>
    Number.isInteger(value) && value >= least && value <= most
  if (!whole(offset, 0, 10_000_000) || !whole(limit, 1, 100)) {
    return err(
      domainError('input.invalid', 'a page starts at 0 or later and holds 1 to 100 listings'),
    )
  }
  const asked = text.trim().slice(0, 500)
  const words = asked === '' ? [] : (await loadSegmenter()).words(asked)
  const unique = [...new Set(words)].slice(0, 30)
  return ok(
    await deps.index.search(brokerId, { words: unique, text: asked, facets, offset, limit }),
  )
}
