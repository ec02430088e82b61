import type { DemandId, Did, Versioned, Words } from '@lianshu/kernel'
import type { MatchReason } from '../match/match.ts'

/** A listing in the answer to a demand, as it was then: later changes of the listing do not change it. */
export interface AnsweredListing {
  readonly listingId: string
  readonly ownerId: Did
  readonly title: Words
  readonly reasons: readonly MatchReason[]
}

/** A demand and its answer; `participantId` is the broker. */
export interface DemandRecord extends Versioned {
  readonly id: DemandId
  readonly seeker: Did
  readonly text: string
  readonly at: string
  readonly ranked: readonly (AnsweredListing & { readonly score: number })[]
  readonly excluded: readonly AnsweredListing[]
  /** Set exactly when nothing fits. */
  readonly nearest?: AnsweredListing
}
