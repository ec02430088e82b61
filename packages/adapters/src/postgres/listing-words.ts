import { type IndexedListing, listingFields } from '@lianshu/catalog'

const weights = ['A', 'B', 'C', 'D'] as const
/** Limits of Postgres: a position is at most 16383, a word has at most 255 positions. */
const lastPosition = 16_383
const mostPositions = 255

const quote = (word: string) => `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`

/**
 * The words of a listing as the text of a tsvector. It is written here instead of by to_tsvector,
 * because our words are cut already and no parser may cut them again.
 */
export function wordsVector({ words }: IndexedListing): string {
  const positions = new Map<string, string[]>()
  let position = 0
  listingFields.forEach((field, index) => {
    for (const word of words[field]) {
      position = Math.min(position + 1, lastPosition)
      const places = positions.get(word) ?? []
      if (places.length < mostPositions) places.push(`${position}${weights[index]}`)
      positions.set(word, places)
    }
  })
  return [...positions].map(([word, places]) => `${quote(word)}:${places.join(',')}`).join(' ')
}

/** Words joined by `&` (all) or `|` (any), as the text of a tsquery. */
export const wordsQuery = (words: readonly string[], join: '&' | '|'): string =>
  words.map(quote).join(` ${join} `)
