export { buildOffer } from './build-offer.ts'
export { decide, roundsLimit } from './decide.ts'
export type { Decision, PolicyCode, UseRequest, WorldState } from './decision.ts'
export { type Badge, badgeWords, explainPolicy, type Sentence } from './explain-policy.ts'
export type { NotUnderstood } from './not-understood.ts'
export {
  foreignParty,
  type OfferParties,
  offersMatch,
  sameTerms,
  termsText,
} from './offers-match.ts'
export type { Condition, Payment, Policy, Rule, RuleAction } from './policy.ts'
export { retoldOffer } from './retold-offer.ts'
export type { Terms } from './terms.ts'
export { type DemandedRights, type Shortfall, termsFitDemand } from './terms-fit-demand.ts'
export { priceFenOf, termsOf } from './terms-of.ts'
export { understandPolicy } from './understand-policy.ts'
export { actionWords, conditionWords, deliveryWords, useWords } from './words.ts'
