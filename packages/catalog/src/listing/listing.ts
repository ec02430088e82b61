import type { Did, Json, Versioned, Words } from '@lianshu/kernel'
import type { Terms } from '@lianshu/policy'
import type { PublishedProfile } from '../profile/published-profile.ts'
import type { SecurityLevel } from './dataset.ts'

/** Facts that decide whether data can serve; absent means that the owner did not say. */
export interface ListingFacts {
  readonly samplingHz?: number
  readonly labelled?: boolean
  /** Share of generated or simulated records, 0 to 1. */
  readonly generatedShare?: number
  readonly personalInformation?: boolean
  readonly crossBorder?: boolean
  readonly classes?: readonly string[]
}

/** A dataset as seekers see it: read from a verified entry. */
export interface Listing {
  readonly id: string
  readonly ownerId: Did
  readonly ownerName: Words
  readonly title: Words
  readonly description: Words
  readonly keywords: readonly string[]
  readonly industry: string
  readonly scenario: Words
  readonly task: string
  /** `table`, `timeseries`, `image`, `video`, `audio`, `text`. */
  readonly modality: readonly string[]
  readonly level: SecurityLevel
  readonly region?: string
  /** How much, in the dataset's own unit, e.g. `rows`, `images`. */
  readonly size: { readonly count: number; readonly unit: string }
  /** What the owner's offer allows, in plain values. */
  readonly terms: Terms
  readonly facts: ListingFacts
  readonly profile?: PublishedProfile
  readonly release: number
  readonly simulated: boolean
  readonly updatedAt: string
}

/** A listing in the broker's catalogue. `participantId` is the broker; a withdrawn one keeps its id. */
export interface ListingRecord extends Versioned {
  readonly ownerId: Did
  readonly state: 'listed' | 'withdrawn'
  /** Hexadecimal SHA-256 of the canonical entry, proof included: unchanged hash, untouched record. */
  readonly entryHash: string
  readonly entry: Json
  readonly listing: Listing
  readonly harvestedAt: string
}
