import type { Use } from '@lianshu/protocol/odrl'
import type { Decision, PolicyCode, UseRequest, WorldState } from './decision.ts'
import { combine, evaluateCondition, type Truth } from './evaluate-condition.ts'
import type { Condition, Policy, Rule } from './policy.ts'
import { conditionFailedWords, decisionWords, useWords } from './words.ts'

/** Uses that ODRL's broad `use` permits here. The rest leave the owner's reach, so they need their own rule. */
const plainUses: readonly Use[] = ['train', 'evaluate', 'analyze']

/**
 * The decision point. Denies by default; a prohibition wins over every permission; what a request
 * leaves unsaid counts against it (a permission needs its conditions true, a prohibition only not
 * false). An offer is a proposal and grants nothing (ODRL Formal Semantics, evaluation of policies).
 */
export function decide(policy: Policy, request: UseRequest, world: WorldState): Decision {
  const use = useWords[request.action]
  const other =
    policy.kind === 'Offer' ||
    (policy.target !== undefined && policy.target !== request.target) ||
    (policy.assignee !== undefined && policy.assignee !== request.assignee)
  if (other) return denied('default', 'policy.no-agreement', decisionWords.noAgreement(use))

  const holds = (rule: Rule): Truth =>
    combine(
      'and',
      rule.conditions.map((condition) => evaluateCondition(condition, request, world)),
    )
  const prohibition = policy.prohibitions.find(
    (rule) => (rule.action === 'use' || rule.action === request.action) && holds(rule) !== 'no',
  )
  if (prohibition) {
    return denied(prohibition.path, 'policy.denied', decisionWords.prohibited(use))
  }

  const candidates = policy.permissions.filter((rule) => permits(rule, request.action))
  const permission = candidates.find((rule) => holds(rule) === 'yes')
  if (permission) {
    return {
      decision: 'permit',
      rule: permission.path,
      words: decisionWords.permitted(use),
      roundsLimit: roundsLimit(permission.conditions),
    }
  }
  const [closest] = candidates
  const [failed] = (closest?.conditions ?? [])
    .filter((condition) => evaluateCondition(condition, request, world) !== 'yes')
    .toSorted((left, right) => weightOf(left, request) - weightOf(right, request))
  if (closest === undefined || failed === undefined) {
    return denied('default', 'policy.denied', decisionWords.notPermitted(use))
  }
  return denied(closest.path, codeOf(failed, request), conditionFailedWords(failed))
}

const denied = (rule: string, code: PolicyCode, words: Decision['words']): Decision => ({
  decision: 'deny',
  rule,
  code,
  words,
})

const permits = (rule: Rule, use: Use): boolean =>
  rule.action === use || (rule.action === 'use' && plainUses.includes(use))

/** The smallest limit of rounds in conditions that must all hold. */
export function roundsLimit(conditions: readonly Condition[]): number | undefined {
  const limits = conditions.flatMap((condition) => {
    if (condition.about === 'rounds') return [condition.most]
    if (condition.about !== 'logic' || condition.operator !== 'and') return []
    return [roundsLimit(condition.conditions) ?? []].flat()
  })
  return limits.length === 0 ? undefined : Math.min(...limits)
}

/** Of several conditions that fail, the one that no other request could mend is the answer. */
const weights: readonly PolicyCode[] = ['policy.agreement-ended', 'policy.purpose', 'policy.denied']

function weightOf(failed: Condition, request: UseRequest): number {
  const weight = weights.indexOf(codeOf(failed, request))
  return weight === -1 ? weights.length : weight
}

function codeOf(failed: Condition, request: UseRequest): PolicyCode {
  switch (failed.about) {
    case 'purpose':
      return 'policy.purpose'
    case 'rounds':
      return 'policy.used-up'
    case 'dateTime':
      return Date.parse(request.at) >= Date.parse(failed.instant)
        ? 'policy.agreement-ended'
        : 'policy.denied'
    default:
      return 'policy.denied'
  }
}
