import type { ColumnKind, ExclusionReason } from './published-profile.ts'
import type { NumberSummary, ValueCount } from './table-reader.ts'

/** What the owner's connector knows of one column. It holds true extremes and counts: it stays there. */
export interface ColumnProfile {
  readonly name: string
  readonly label: string
  readonly unit?: string
  readonly kind: ColumnKind
  readonly present: number
  readonly missing: number
  readonly distinct: number
  readonly numbers?: NumberSummary
  /** Coarse bounds that are safe to publish; worked out here because they must avoid rare values. */
  readonly coarseRange?: { readonly low: number; readonly high: number }
  /** The most frequent values, for columns with few of them. */
  readonly values?: readonly ValueCount[]
  readonly excluded?: ExclusionReason
}

/** What the owner's connector knows of a table. Never leaves it; `publishProfile` makes what does. */
export interface Profile {
  readonly rows: number
  readonly minimumCount: number
  readonly columns: readonly ColumnProfile[]
}
