import type { DeliveryMode, Use } from '@lianshu/protocol/odrl'

/** What a rule is about: one of our uses, or ODRL's `use`, the parent of all of them. */
export type RuleAction = Use | 'use'

/** A constraint in the terms that we understand; anything else never becomes one. */
export type Condition =
  | {
      readonly about: 'purpose'
      readonly operator: 'isAnyOf' | 'isNoneOf'
      readonly values: readonly string[]
    }
  | {
      readonly about: 'delivery'
      readonly operator: 'isAnyOf' | 'isNoneOf'
      readonly values: readonly DeliveryMode[]
    }
  | { readonly about: 'dateTime'; readonly operator: BoundOperator; readonly instant: string }
  | { readonly about: 'minimumCohort'; readonly operator: BoundOperator; readonly count: number }
  | { readonly about: 'rounds'; readonly most: number }
  | {
      readonly about: 'logic'
      readonly operator: 'and' | 'or' | 'xone'
      readonly conditions: readonly Condition[]
    }

export const boundOperators = ['lt', 'lteq', 'gt', 'gteq'] as const
export type BoundOperator = (typeof boundOperators)[number]

/** The one duty that we understand: money, in integer fen. */
export interface Payment {
  readonly action: 'compensate'
  readonly amountFen: number
}

export interface Rule {
  /** Where the rule stands in the policy, e.g. `permission[0]`; decisions name it. */
  readonly path: string
  readonly action: RuleAction
  readonly conditions: readonly Condition[]
  readonly payments: readonly Payment[]
}

/** A policy that was understood in full: every operand, operator, action, unit and profile. */
export interface Policy {
  readonly id: string
  readonly kind: 'Offer' | 'Agreement' | 'Set'
  readonly target?: string
  readonly assigner?: string
  readonly assignee?: string
  readonly permissions: readonly Rule[]
  readonly prohibitions: readonly Rule[]
  readonly payments: readonly Payment[]
}
