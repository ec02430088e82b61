import type { DeliveryMode } from '@lianshu/protocol/odrl'
import type { Value } from '../policy.ts'

export type Values = Value | readonly Value[]

/** A use that somebody asks for. What is left out is unknown, and unknown never helps the asker. */
export interface UseRequest {
  /** Name of the action in the vocabulary. */
  readonly action: string
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
  /** What else the asker says of the use, by operand: only what operands of the source `request` ask for. */
  readonly says?: Readonly<Record<string, Values>>
}

/** What is known of a duty: when it was done, since when it is due, or what an earlier report said. */
export interface DutyRecord {
  /** ISO 8601 instant. */
  readonly performedAt?: string
  /** ISO 8601 instant of what the duty follows on, e.g. the end of a use; else the agreement. */
  readonly since?: string
  readonly reported?: 'fulfilled' | 'not-set' | 'violated'
}

/** The part of the world that policies speak of and a request does not. All of it is what this side knows. */
export interface WorldState {
  /** Counted already for this action under this agreement, without what is asked for, e.g. `{ rounds: 3 }`. */
  readonly used?: Readonly<Record<string, number>>
  /** Facts about the asker and the surroundings by operand: places, roles, events, durations in milliseconds. */
  readonly values?: Readonly<Record<string, Values>>
  /** Facts about single parties and assets by their id, then by operand; refinements ask for them. */
  readonly facts?: Readonly<Record<string, Readonly<Record<string, Values>>>>
  /** The collections, classes and wholes that a party, an asset or a code belongs to. Left out: not known. */
  readonly memberOf?: Readonly<Record<string, readonly string[]>>
  /** By the id of the duty or, where it has none, by its path in the policy. */
  readonly duties?: Readonly<Record<string, DutyRecord>>
}

/** A request in a state of the world, with what is read of both again and again. */
export interface Situation {
  readonly request: UseRequest
  readonly world: WorldState
  /** Milliseconds since 1970 UTC; NaN when the request's instant is none. */
  readonly now: number
  /** True where both sides signed the terms, so that clauses nobody can measure hold by their word. */
  readonly isSigned: boolean
  readonly agreedAt?: number
}
