import type { Words } from '@lianshu/kernel'
import type { DemandReading } from '../demand/demand.ts'
import type { Listing } from '../listing/listing.ts'

/** Which requirement decided; `topic` when the data is about something else. */
export const matchCodes = [
  'uses',
  'deliveries',
  'modalities',
  'minimumCount',
  'minimumSamplingHz',
  'maximumLevel',
  'region',
  'labelled',
  'noGeneratedData',
  'noPersonalInformation',
  'crossBorder',
  'task',
  'endsAt',
  'topic',
] as const
export type MatchCode = (typeof matchCodes)[number]

/** One reason, in both languages. */
export interface MatchReason {
  readonly code: MatchCode
  readonly words: Words
}

export interface RankedListing {
  readonly listing: Listing
  /** Above 0, comparable within one answer only. */
  readonly score: number
  readonly reasons: readonly MatchReason[]
}

export interface ExcludedListing {
  readonly listing: Listing
  readonly reasons: readonly MatchReason[]
}

/** The answer to a demand. `nearest` is set exactly when nothing fits: what comes closest, and what it lacks. */
export interface Match {
  readonly reading: DemandReading
  readonly ranked: readonly RankedListing[]
  readonly excluded: readonly ExcludedListing[]
  readonly nearest?: ExcludedListing
}
