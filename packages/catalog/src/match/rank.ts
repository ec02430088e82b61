import type { TopicTerm } from '../demand/demand.ts'
import {
  type Candidates,
  type IndexedListing,
  type ListingField,
  listingFields,
} from './listing-index.ts'

/** How much a word counts in each field: titles are chosen with care, columns are many. */
const fieldWeights: Readonly<Record<ListingField, number>> = {
  title: 3,
  keywords: 2,
  description: 1.5,
  columns: 1,
}
/** Saturation and length normalisation of BM25F (Robertson and Zaragoza 2009, 3.3). */
const saturation = 1.2
const lengthShare = 0.5
/** What further names of one thing add once the strongest is counted: they are no new evidence. */
const furtherNames = 0.2

export interface TopicScore {
  readonly score: number
  /** Share of the demand's topic, by weight of its words, that the listing speaks of: 0 to 1. */
  readonly coverage: number
  /** Words of the demand that led here, strongest first. */
  readonly said: readonly string[]
}

/** BM25F of a listing for the topic of a demand, with the names of one thing counted once. */
export function scoreTopic(
  topic: readonly TopicTerm[],
  candidates: Omit<Candidates, 'listings'>,
  { words }: IndexedListing,
): TopicScore {
  const groups = new Map<string, { best: number; rest: number; possible: number }>()
  for (const { word, weight, from } of topic) {
    const frequency = candidates.documentFrequency.get(word) ?? 0
    const rarity = Math.log(1 + (candidates.total - frequency + 0.5) / (frequency + 0.5))
    const value = weight * rarity
    const hit = value * saturated(word, words, candidates.averageLength)
    const group = groups.get(from) ?? { best: 0, rest: 0, possible: 0 }
    // A word that nobody uses cannot be asked of a listing; it counts as the rarest word that is used.
    const possible = frequency === 0 ? 0 : value
    groups.set(from, {
      best: Math.max(group.best, hit),
      rest: group.rest + Math.min(group.best, hit),
      possible: Math.max(group.possible, possible),
    })
  }
  const entries = [...groups]
  const score = sum(entries.map(([, { best, rest }]) => best + furtherNames * rest))
  const possible = sum(entries.map(([, group]) => group.possible))
  const found = sum(entries.map(([, { best, possible: most }]) => (best > 0 ? most : 0)))
  return {
    score,
    coverage: possible === 0 ? 0 : found / possible,
    said: entries
      .filter(([, { best }]) => best > 0)
      .sort(([, left], [, right]) => right.best - left.best)
      .map(([from]) => from),
  }
}

function saturated(
  word: string,
  words: IndexedListing['words'],
  averageLength: Candidates['averageLength'],
): number {
  let weighted = 0
  for (const field of listingFields) {
    const count = words[field].reduce((hits, other) => hits + (other === word ? 1 : 0), 0)
    if (count === 0) continue
    const length = words[field].length / Math.max(1, averageLength[field])
    weighted += (fieldWeights[field] * count) / (1 - lengthShare + lengthShare * length)
  }
  return weighted / (saturation + weighted)
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, number) => all + number, 0)
