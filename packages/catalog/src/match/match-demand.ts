import type { Clock, Did } from '@lianshu/kernel'
import type { DemandReading } from '../demand/demand.ts'
import { checkConstraints } from './check-constraints.ts'
import { constraintWords } from './constraint-words.ts'
import type { IndexedListing, ListingIndex } from './listing-index.ts'
import type { ExcludedListing, Match, MatchReason, RankedListing } from './match.ts'
import { scoreTopic, type TopicScore } from './rank.ts'

/** Listings that share words with the demand and are looked at one by one. */
const candidateLimit = 300
/** Share of the topic below which a listing is about something else. */
const leastCoverage = 0.12
/** Share of the best listing's score below which another one is not worth showing. */
const leastOfBest = 0.05
/** What each wish met or missed does to the score. */
const wishStep = 0.08
const shownWords = 6

export interface MatchOptions {
  /** Most listings in `ranked`, and in `excluded`; default 20. */
  readonly limit?: number
}

interface Judged extends IndexedListing {
  readonly topic: TopicScore
  readonly score: number
  readonly broken: readonly MatchReason[]
  readonly reasons: readonly MatchReason[]
}

/**
 * Answers a demand: what fits, best first, with reasons; what is on topic but breaks a requirement, with
 * the requirement; and, when nothing fits, the nearest and what it lacks. The order is fixed: score,
 * then id.
 */
export async function matchDemand(
  deps: { readonly index: ListingIndex; readonly clock: Clock },
  command: { readonly brokerId: Did; readonly reading: DemandReading } & MatchOptions,
): Promise<Match> {
  const { brokerId, reading, limit = 20 } = command
  const words = reading.topic.map(({ word }) => word)
  const candidates = await deps.index.candidates(brokerId, words, candidateLimit)
  const at = deps.clock.now().toISOString()
  const judged = candidates.listings
    .filter(({ listing }) => listing.level !== 'core')
    .map((indexed) => judge(reading, indexed, scoreTopic(reading.topic, candidates, indexed), at))
    .sort(
      (left, right) => right.score - left.score || (left.listing.id < right.listing.id ? -1 : 1),
    )
  const best = judged[0]?.score ?? 0
  const onTopic = judged.filter(
    ({ topic, score }) => topic.coverage >= leastCoverage && score >= best * leastOfBest,
  )
  const ranked: RankedListing[] = onTopic
    .filter(({ broken }) => broken.length === 0)
    .slice(0, limit)
    .map(({ listing, score, reasons }) => ({ listing, score, reasons }))
  const excluded = onTopic.filter(({ broken }) => broken.length > 0).map(toExcluded)
  const [closest] = onTopic.toSorted((left, right) => left.broken.length - right.broken.length)
  const nearest = closest ? toExcluded(closest) : offTopic(judged[0])
  return {
    reading,
    ranked,
    excluded: excluded.slice(0, limit),
    ...(ranked.length === 0 && nearest && { nearest }),
  }
}

function judge(
  reading: DemandReading,
  indexed: IndexedListing,
  topic: TopicScore,
  at: string,
): Judged {
  const { broken, met, missed } = checkConstraints(indexed.listing, reading.constraints, at)
  const wishes = met.filter(({ code }) => isWish(reading, code)).length - missed.length
  return {
    ...indexed,
    topic,
    score: topic.score * (1 + wishStep * wishes),
    broken,
    reasons: [
      {
        code: 'topic',
        words: constraintWords.topic.hit(wholeWords(topic.said).slice(0, shownWords)),
      },
      ...met,
      ...missed,
    ],
  }
}

/** Segmentation for search also gives parts of words; a reader wants the longest ones only. */
const wholeWords = (said: readonly string[]): readonly string[] =>
  said.filter((word) => !said.some((other) => other.length > word.length && other.includes(word)))

const isWish = ({ constraints }: DemandReading, code: MatchReason['code']): boolean =>
  code in constraints && constraints[code as keyof typeof constraints]?.strength === 'soft'

const toExcluded = ({ listing, broken }: Judged): ExcludedListing => ({ listing, reasons: broken })

const offTopic = (judged: Judged | undefined): ExcludedListing | undefined =>
  judged && {
    listing: judged.listing,
    reasons: [{ code: 'topic', words: constraintWords.topic.miss }, ...judged.broken],
  }
