import type { ErrorCode, Words } from '@lianshu/kernel'
import type { DeliveryMode, Use } from '@lianshu/protocol/odrl'

/** A use that somebody asks for. What is left out is unknown, and unknown never helps the asker. */
export interface UseRequest {
  readonly action: Use
  readonly purpose?: string
  readonly delivery?: DeliveryMode
  /** Who wants to use. */
  readonly assignee: string
  /** Which dataset. */
  readonly target: string
  /** How many owners' contributions are summed before anybody sees a result. */
  readonly cohort?: number
  /** The rounds that this request would take; default 1. A check of a whole plan gives the plan's rounds. */
  readonly rounds?: number
  /** ISO 8601 instant of the use. */
  readonly at: string
}

/** The part of the world that policies speak of and a request does not. */
export interface WorldState {
  /** Rounds already counted for this action under this agreement, without the one that is asked for. */
  readonly roundsUsed: number
}

export type PolicyCode = Extract<ErrorCode, `policy.${string}`>

export interface Decision {
  readonly decision: 'permit' | 'deny'
  /** Path of the rule that decided, e.g. `prohibition[0]`; `default` when no rule did. */
  readonly rule: string
  /** Why not, when denied. */
  readonly code?: PolicyCode
  readonly words: Words
  /** Upper bound of rounds for the ledger, when the deciding permission has one. */
  readonly roundsLimit?: number
}
