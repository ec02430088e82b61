import type { Json, Words } from '@lianshu/kernel'

/** What the broker's public read API answers; one interface per shape on the wire. */

export interface Member {
  readonly did: string
  readonly slug: string
  readonly name: Words
  readonly roles: readonly string[]
}

export interface Space {
  readonly name: Words
  readonly did: string
  readonly members: readonly Member[]
  readonly counts: {
    readonly members: number
    readonly listings: number
    readonly agreements: number
    readonly runs: number
    readonly logSize: number
  }
}

/** What an owner's connector measured about one column, where the table lies. */
export interface ColumnProfile {
  readonly name: string
  readonly kind: string
  readonly unit?: string
  /** Share of rows without a value, 0 to 1. */
  readonly missingShare: number
  readonly distinct?: number
  readonly range?: readonly [number, number] | { readonly low: number; readonly high: number }
  readonly categories?: readonly string[]
  /** Why the owner keeps the column out of training, e.g. `identifier`. */
  readonly excluded?: string
}

export interface Listing {
  readonly id: string
  readonly ownerDid: string
  readonly ownerName: Words
  readonly title: Words
  readonly description: Words
  readonly keywords: readonly string[]
  readonly industry: string
  readonly scenario: Words | string
  readonly task: string
  readonly modality: readonly string[]
  /** Coarse on purpose: the exact number stays with the owner. */
  readonly rows: number
  readonly columns: readonly ColumnProfile[]
  readonly delivery: readonly string[]
  readonly uses: readonly string[]
  readonly priceFen: number
  readonly endsAt?: string
  readonly updatedAt: string
  readonly version: string | number
  readonly simulated: boolean
  /** The codes of this listing as people read them. */
  readonly words: {
    readonly industry: Words
    readonly task: Words
    readonly level: Words
    readonly modality: readonly Words[]
  }
}

export interface FacetValue {
  readonly value: string
  readonly label: Words
  readonly count: number
}

export const facetNames = ['industry', 'task', 'use', 'owner'] as const
export type FacetName = (typeof facetNames)[number]

export interface ListingPage {
  readonly total: number
  readonly items: readonly Listing[]
  readonly facets: Readonly<Record<FacetName, readonly FacetValue[]>>
  readonly tookMs: number
}

export type RuleKind = 'may' | 'must' | 'must-not' | 'until'
/** How a rule holds: stopped by us, backed by a signed statement, or by the contract alone. */
export type RuleBadge = 'enforced' | 'attested' | 'contractual'

export interface RuleWords {
  readonly kind: RuleKind
  readonly text: string
  readonly badge: RuleBadge
}

export interface ListingDetail extends Listing {
  readonly entry: Json
  readonly policyWords: Readonly<Record<'zh' | 'en', readonly RuleWords[]>>
  readonly proof: { readonly verified: boolean; readonly signer: string; readonly at: string }
}

export interface RankedListing {
  readonly listingId: string
  readonly title: Words
  readonly score: number
  readonly reasons: readonly Words[]
}

export interface Demand {
  readonly id: string
  readonly text: string
  readonly at: string
  readonly ranked: readonly RankedListing[]
  readonly excluded: readonly Omit<RankedListing, 'score'>[]
  /** When nothing fits: the excluded listing that misses least. */
  readonly nearest?: Omit<RankedListing, 'score'>
}
