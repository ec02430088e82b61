import type { LogicalOperator, Operator } from '@lianshu/protocol/odrl'

/** A word, code or IRI; or a number: of milliseconds (instants since 1970 UTC, durations), fen, or plain. */
export type Value = string | number

/** One constraint in the terms of the vocabulary; anything else never becomes one. */
export interface Comparison {
  /** Name of the left operand in the vocabulary, e.g. `purpose` or `cx:Membership`. */
  readonly operand: string
  /** As normalised: of words, `eq` and `neq` are `isAnyOf` and `isNoneOf`; a limit is always `lteq`. */
  readonly operator: Exclude<Operator, 'term-lteq'>
  /** At least one; exactly one unless the operator takes a list. */
  readonly values: readonly Value[]
  /** The constraint's own id, where it has one; reports name it. */
  readonly uid?: string
}

/** Constraints joined by a logical operator; `andSequence` keeps their order. */
export interface Combination {
  readonly logic: LogicalOperator
  readonly conditions: readonly Condition[]
  readonly uid?: string
}

export type Condition = Comparison | Combination

export const isCombination = (condition: Condition): condition is Combination =>
  'logic' in condition

/** Of a duty, an upper bound of time: until when it must be done, not whether it is due. */
export const isDeadline = (condition: Condition): condition is Comparison =>
  !isCombination(condition) &&
  (condition.operand === 'dateTime' || condition.operand === 'elapsedTime') &&
  condition.operator.startsWith('lt')

/** A party or an asset, or a collection of them of which refinements select a part. */
export interface Scope {
  readonly id: string
  /** Another name of the same collection (ODRL `source`). */
  readonly source?: string
  /** True when the policy says that it is a collection: who belongs to it, the state of the world says. */
  readonly isCollection: boolean
  readonly refinements: readonly Condition[]
}

/** Something that must be done: a duty of a permission, an obligation, a remedy, a consequence. */
export interface Duty {
  /** Where it stands in the policy, e.g. `permission[0].duty[0]`. */
  readonly path: string
  readonly uid?: string
  readonly action: string
  readonly refinements: readonly Condition[]
  /** When it is due at all, and until when. */
  readonly conditions: readonly Condition[]
  /** The price, where the duty is to pay: integer fen. */
  readonly amountFen?: number
  readonly target?: Scope
  readonly assignee?: Scope
  /** What must be done beside it once it was not done in time. */
  readonly consequences: readonly Duty[]
}

export interface Rule {
  /** Where the rule stands in the policy, e.g. `permission[0]`; decisions name it. */
  readonly path: string
  readonly uid?: string
  /** Name in the vocabulary. Undefined is any action: only for policies read as incomplete. */
  readonly action?: string
  readonly refinements: readonly Condition[]
  readonly target?: Scope
  readonly assigner?: Scope
  readonly assignee?: Scope
  readonly conditions: readonly Condition[]
  /** Of a permission: what must be done before. Of a prohibition: what makes good for its violation. */
  readonly duties: readonly Duty[]
}

/** What wins when a permission and a prohibition both apply; `invalid` makes the whole policy void (ODRL 2.2, 2.10). */
export const conflictStrategies = ['prohibit', 'perm', 'invalid'] as const
export type ConflictStrategy = (typeof conflictStrategies)[number]

/** A policy that was understood in full: every operand, operator, action, unit and profile. */
export interface Policy {
  readonly id: string
  readonly kind: 'Offer' | 'Agreement' | 'Set'
  readonly conflict: ConflictStrategy
  /** IRIs of the profiles that give its words their meaning, sorted; without ODRL's own. */
  readonly profiles: readonly string[]
  /** What holds for every rule that does not say otherwise. */
  readonly target?: Scope
  readonly assigner?: Scope
  readonly assignee?: Scope
  /** When an agreement was made: milliseconds since 1970 UTC. */
  readonly agreedAt?: number
  readonly permissions: readonly Rule[]
  readonly prohibitions: readonly Rule[]
  readonly obligations: readonly Duty[]
}
