export type { Decision, PolicyCode } from './evaluate/decision.ts'
export { decide, evaluate } from './evaluate/evaluate.ts'
export { activeInDraft, activeInSuite, permits, violation } from './evaluate/readings.ts'
export type {
  ConditionReport,
  DutyReport,
  DutyState,
  PolicyReport,
  RuleReport,
} from './evaluate/report.ts'
export type { DutyRecord, UseRequest, WorldState } from './evaluate/situation.ts'
export { foreignParty, type OfferParties, offersMatch } from './offers/offers-match.ts'
export { retoldOffer } from './offers/retold-offer.ts'
export { sameTerms } from './offers/terms-text.ts'
export type { Combination, Comparison, Condition, Duty, Policy, Rule, Scope } from './policy.ts'
export { buildOffer } from './terms/build-offer.ts'
export type { Terms } from './terms/terms.ts'
export { type DemandedRights, type Shortfall, termsFitDemand } from './terms/terms-fit-demand.ts'
export { priceFenOf, termsOf } from './terms/terms-of.ts'
export type { NotUnderstood } from './understand/not-understood.ts'
export type { ReadOptions } from './understand/reading.ts'
export { understandPolicy } from './understand/understand-policy.ts'
export { actionNamed } from './vocabulary/index.ts'
export { explainPolicy, type Sentence } from './words/explain-policy.ts'
export { deliveryWords, useWords } from './words/use-words.ts'
