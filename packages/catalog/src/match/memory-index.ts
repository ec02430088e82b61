import {
  type FacetChoice,
  type FacetName,
  facetNames,
  facetValues,
  type IndexedListing,
  type ListingField,
  type ListingIndex,
  listingFields,
} from './listing-index.ts'

/** A catalogue in memory, by the same rules as the stored one: for evaluations, previews and tests. */
export function memoryIndex(): ListingIndex {
  const shelves = new Map<string, Map<string, IndexedListing>>()
  const shelf = (brokerId: string) => {
    const known = shelves.get(brokerId) ?? new Map<string, IndexedListing>()
    shelves.set(brokerId, known)
    return known
  }
  const byId = (left: IndexedListing, right: IndexedListing) =>
    left.listing.id < right.listing.id ? -1 : 1
  const allWords = ({ words }: IndexedListing) =>
    new Set(listingFields.flatMap((field) => words[field]))
  const shared = (indexed: IndexedListing, words: readonly string[]) => {
    const held = allWords(indexed)
    return words.filter((word) => held.has(word)).length
  }
  return {
    async put(brokerId, indexed) {
      shelf(brokerId).set(indexed.listing.id, indexed)
    },
    async remove(brokerId, listingId) {
      shelf(brokerId).delete(listingId)
    },
    async search(brokerId, { words, text, facets, offset, limit }) {
      const all = [...shelf(brokerId).values()].sort(byId)
      const whole = all.filter((indexed) => shared(indexed, words) === words.length)
      const hits = whole.length > 0 || text === '' ? whole : all.filter(holdsText(text))
      const chosen = hits.filter(chosenBy(facets))
      return {
        total: chosen.length,
        items: chosen.slice(offset, offset + limit).map(({ listing }) => listing),
        facets: Object.fromEntries(
          facetNames.map((name) => [name, count(hits, name, { ...facets, [name]: undefined })]),
        ) as Record<FacetName, ReturnType<typeof count>>,
      }
    },
    async candidates(brokerId, words, limit) {
      const all = [...shelf(brokerId).values()].sort(byId)
      const wordSets = all.map(allWords)
      const frequency = (word: string) => wordSets.filter((held) => held.has(word)).length
      const length = (field: ListingField) =>
        all.reduce((sum, indexed) => sum + indexed.words[field].length, 0) / Math.max(1, all.length)
      return {
        total: all.length,
        documentFrequency: new Map(words.map((word) => [word, frequency(word)])),
        averageLength: Object.fromEntries(
          listingFields.map((field) => [field, length(field)]),
        ) as Record<ListingField, number>,
        listings: all
          .map((indexed) => ({ indexed, hits: shared(indexed, words) }))
          .filter(({ hits }) => hits > 0)
          .sort((left, right) => right.hits - left.hits)
          .slice(0, limit)
          .map(({ indexed }) => indexed),
      }
    },
  }
}

const holdsText =
  (text: string) =>
  ({ listing: { title, description } }: IndexedListing) =>
    [title.zh, title.en, description.zh, description.en]
      .join('\n')
      .toLowerCase()
      .includes(text.toLowerCase())

const chosenBy =
  (choice: FacetChoice) =>
  ({ listing }: IndexedListing): boolean =>
    facetNames.every((name) => {
      const wanted = choice[name] ?? []
      return (
        wanted.length === 0 || facetValues(listing)[name].some((value) => wanted.includes(value))
      )
    })

function count(hits: readonly IndexedListing[], name: FacetName, others: FacetChoice) {
  const counts = new Map<string, number>()
  for (const { listing } of hits.filter(chosenBy(others))) {
    for (const value of facetValues(listing)[name]) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return [...counts]
    .map(([value, times]) => ({ value, count: times }))
    .sort((left, right) => right.count - left.count || (left.value < right.value ? -1 : 1))
}
