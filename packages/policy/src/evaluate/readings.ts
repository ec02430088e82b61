import type { DutyReport, RuleReport } from './report.ts'
import { allHold } from './report-condition.ts'
import { both, type Truth } from './truth.ts'

/** Is the request about this rule: its action, its party, its asset, as far as it names them? */
export const matches = ({ premises: { action, assignee, target } }: RuleReport): Truth =>
  both(action ?? 'yes', both(assignee ?? 'yes', target ?? 'yes'))

const isDone = ({ state }: DutyReport) => state === 'fulfilled' || state === 'inactive'

/** Everything of a rule but its duties. */
export const applies = (rule: RuleReport): Truth =>
  both(matches(rule), both(rule.refinements, allHold(rule.constraints)))

/**
 * How the ODRL test suite of SolidLab reads the parts: a rule is active when every premise holds, match
 * included; an open duty does not hinder a permission, a violated one does.
 */
export const activeInSuite = (rule: RuleReport): boolean =>
  applies(rule) === 'yes' &&
  (rule.kind === 'prohibition' || rule.duties.every(({ state }) => state !== 'violated'))

/**
 * How the W3C draft "ODRL Formal Semantics" reads them: constraints and duties make a rule active, a
 * duty has to be fulfilled first, and whether the request is about the rule is another question.
 */
export const activeInDraft = (rule: RuleReport): boolean =>
  allHold(rule.constraints) === 'yes' && (rule.kind === 'prohibition' || rule.duties.every(isDone))

/** Draft: does this permission permit the request? Our decisions follow it. */
export const permits = (rule: RuleReport): boolean =>
  rule.kind === 'permission' && activeInDraft(rule) && applies(rule) === 'yes'

/** Does this prohibition stand against the request? What is not known does not help the asker. */
export const bars = (rule: RuleReport): boolean =>
  rule.kind === 'prohibition' && applies(rule) !== 'no'

/** Of an act that was done: what it made of the prohibition. Remedies that are done make good for it. */
export function violation(rule: RuleReport): 'none' | 'violated' | 'remedied' {
  if (rule.kind !== 'prohibition' || applies(rule) !== 'yes') return 'none'
  const isRemedied =
    rule.duties.length > 0 && rule.duties.every(({ state }) => state === 'fulfilled')
  return isRemedied ? 'remedied' : 'violated'
}
