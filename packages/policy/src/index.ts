export type { Decision, PolicyCode, UseRequest, WorldState } from './decision.ts'
export type { Condition, Payment, Policy, Rule, RuleAction } from './policy.ts'
export type { Terms } from './terms.ts'
