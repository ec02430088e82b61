// What people use who write, check and question policies; a node that only enforces them does not load it.
export type { Finding, FindingCode } from './lint/finding.ts'
export { type LintOptions, lintPolicy } from './lint/lint-policy.ts'
export type { UsagePattern } from './patterns/usage-pattern.ts'
export { usagePatterns } from './patterns/usage-patterns.ts'
export { offerFromTemplate } from './templates/offer-from-template.ts'
export { type PolicyTemplate, policyTemplates } from './templates/templates.ts'
export { bounds } from './understand/reading.ts'
export {
  actions,
  badges,
  badgeWords,
  operands,
  sources,
  valueTypes,
} from './vocabulary/index.ts'
export { type Explanation, explainDecision } from './words/explain-decision.ts'
