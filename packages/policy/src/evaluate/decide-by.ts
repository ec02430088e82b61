import type { Policy } from '../policy.ts'
import { actions } from '../vocabulary/index.ts'
import { decisionWords } from '../words/decision-words.ts'
import type { Decision, PolicyCode } from './decision.ts'
import { limitsIn } from './limits.ts'
import { bars, matches, permits } from './readings.ts'
import { refusalOf } from './refusal.ts'
import type { RuleReport } from './report.ts'
import type { Situation } from './situation.ts'

/**
 * The decision that the parts come to. Denies by default; a prohibition wins over every permission unless
 * the policy settles conflicts otherwise; what a request leaves unsaid counts against it (a permission needs
 * its conditions true, a prohibition only not false). An offer is a proposal and grants nothing (ODRL Formal
 * Semantics, evaluation of policies).
 */
export function decideBy(
  policy: Policy,
  permissions: readonly RuleReport[],
  prohibitions: readonly RuleReport[],
  situation: Situation,
): Decision {
  const use = actions[situation.request.action]?.words ?? decisionWords.unknownAction
  const granting = permissions.findIndex(permits)
  const barring = prohibitions.find(bars)
  if (policy.kind === 'Offer')
    return denied('default', 'policy.no-agreement', decisionWords.noAgreement(use))
  if (barring !== undefined && (granting === -1 || policy.conflict !== 'perm')) {
    const isVoid = granting !== -1 && policy.conflict === 'invalid'
    const words = isVoid ? decisionWords.contradictory(use) : decisionWords.prohibited(use)
    return denied(barring.path, 'policy.denied', words)
  }
  if (granting !== -1) {
    const { path, conditions } = policy.permissions[granting]!
    const words = decisionWords.permitted(use)
    return { decision: 'permit', rule: path, words, limits: limitsIn(conditions) }
  }
  const closest = permissions.findIndex((rule) => matches(rule) !== 'no')
  if (closest !== -1) {
    const refusal = refusalOf(policy.permissions[closest]!, permissions[closest]!, situation)
    return denied(permissions[closest]!.path, refusal.code, refusal.words)
  }
  const isForOthers =
    permissions.some(({ premises: { action } }) => action !== 'no') ||
    [...permissions, ...prohibitions].every(
      ({ premises: { assignee, target } }) => assignee === 'no' || target === 'no',
    )
  return isForOthers
    ? denied('default', 'policy.no-agreement', decisionWords.noAgreement(use))
    : denied('default', 'policy.denied', decisionWords.notPermitted(use))
}

const denied = (rule: string, code: PolicyCode, words: Decision['words']): Decision => ({
  ...{ decision: 'deny', rule, code, words },
})
