import type { Value } from '../policy.ts'
import type { Decision } from './decision.ts'
import type { Values } from './situation.ts'
import type { Truth } from './truth.ts'

/** What became of one constraint, and of those that it joins. */
export interface ConditionReport {
  readonly uid?: string
  /** Of an atomic constraint: name of the left operand, what it was, and what the policy says. */
  readonly operand?: string
  readonly left?: Values
  readonly operator: string
  readonly values?: readonly Value[]
  readonly satisfaction: Truth
  readonly parts?: readonly ConditionReport[]
}

export type DutyState = 'inactive' | 'not-set' | 'fulfilled' | 'violated'

/** What became of a duty, an obligation, a remedy or a consequence. */
export interface DutyReport {
  readonly path: string
  readonly uid?: string
  readonly action: string
  readonly state: DutyState
  readonly constraints: readonly ConditionReport[]
  readonly consequences: readonly DutyReport[]
}

/**
 * The parts of one rule, each by itself: whether the request is about it, whether its constraints and
 * refinements hold, how its duties stand. Both readings of "active" follow from them (`readings.ts`).
 */
export interface RuleReport {
  readonly kind: 'permission' | 'prohibition'
  readonly path: string
  readonly uid?: string
  /** Only what the rule names: a rule without assignee is about everybody. */
  readonly premises: { readonly [premise in 'action' | 'assignee' | 'target']?: Truth }
  readonly constraints: readonly ConditionReport[]
  /** Whether every refinement of action, party and asset holds. */
  readonly refinements: Truth
  /** Of a permission its duties, of a prohibition its remedies. */
  readonly duties: readonly DutyReport[]
}

/** A policy held against a request in a state of the world. */
export interface PolicyReport {
  readonly policy: string
  readonly rules: readonly RuleReport[]
  readonly obligations: readonly DutyReport[]
  readonly decision: Decision
}
