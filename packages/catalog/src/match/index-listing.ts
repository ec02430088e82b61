import type { Listing } from '../listing/listing.ts'
import { industryWords } from './industry-words.ts'
import type { IndexedListing } from './listing-index.ts'
import { loadSegmenter } from './segment.ts'

/** A listing with the words of its fields, in both languages. */
export async function indexListing(listing: Listing): Promise<IndexedListing> {
  const segmenter = await loadSegmenter()
  const words = (texts: readonly (string | undefined)[]) =>
    segmenter.words(texts.filter((text) => text !== undefined).join(' \n '))
  const industry = industryWords[listing.industry]
  return {
    listing,
    words: {
      title: words([listing.title.zh, listing.title.en]),
      keywords: words([
        ...listing.keywords,
        ...(listing.facts.classes ?? []),
        listing.scenario.zh,
        listing.scenario.en,
        industry?.zh,
        industry?.en,
      ]),
      description: words([listing.description.zh, listing.description.en]),
      columns: words(listing.profile?.columns.map(({ label }) => label) ?? []),
    },
  }
}
