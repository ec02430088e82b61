import { canonicalJson } from '@lianshu/kernel'
import {
  type Condition,
  type Duty,
  isCombination,
  type Policy,
  type Rule,
  type Scope,
} from '../policy.ts'
import { understandPolicy } from '../understand/understand-policy.ts'

/**
 * Do two policies say the same, whatever their class, id, parties and spelling? Both are compared as
 * understood; two that cannot be understood are the same only letter for letter.
 */
export function sameTerms(left: unknown, right: unknown): boolean {
  return termsText(left) === termsText(right)
}

/**
 * What two policies must share to say the same, as one text to compare: the understood rules in any order,
 * or canonical JSON of all that it says where the policy is not understood.
 */
export function termsText(json: unknown): string {
  const understood = understandPolicy(json)
  if (!understood.ok) {
    const raw = Object.entries(json as Record<string, unknown>)
    return canonicalJson(Object.fromEntries(raw.filter(([name]) => !looksOver.includes(name))))
  }
  return understoodText(understood.value)
}

/** Of a policy that is not understood, what says nothing about its terms. */
const looksOver: readonly string[] = [
  ...['@context', '@id', '@type', 'assigner', 'assignee', 'timestamp'],
]

/** The same text of a policy that was understood already. */
export function understoodText(policy: Policy): string {
  const { permissions, prohibitions, obligations, target, conflict, profiles } = policy
  return [
    `profiles ${JSON.stringify(profiles)}`,
    `conflict ${conflict}`,
    `target ${scopeText(target)}`,
    `permissions ${inAnyOrder(permissions, ruleText)}`,
    `prohibitions ${inAnyOrder(prohibitions, ruleText)}`,
    `obligations ${inAnyOrder(obligations, dutyText)}`,
  ].join('\n')
}

// Names of the vocabulary hold no space, bracket or quote, and all that is foreign stands in JSON: no text
// can be taken for another one. Nothing is quoted twice, so that the text grows with the policy and no faster.
const inAnyOrder = <T>(list: readonly T[], textOf: (item: T) => string): string =>
  list.length === 0 ? '-' : `{${list.map(textOf).toSorted().join(' ')}}`

/** A rule as it compares with others: without its path and its ids. */
export const ruleText = (rule: Rule): string =>
  `(${rule.action ?? '*'} ${boundsText(rule)} ${inAnyOrder(rule.duties, dutyText)} ${scopeText(rule.assigner)})`

const dutyText = (duty: Duty): string =>
  `(${duty.action} ${boundsText(duty)} ${duty.amountFen ?? '-'} ${inAnyOrder(duty.consequences, dutyText)})`

const boundsText = (bound: Pick<Duty, 'refinements' | 'conditions' | 'target' | 'assignee'>) =>
  [
    inAnyOrder(bound.conditions, conditionText),
    inAnyOrder(bound.refinements, conditionText),
    scopeText(bound.target),
    scopeText(bound.assignee),
  ].join(' ')

function conditionText(condition: Condition): string {
  if (!isCombination(condition)) {
    const { operand, operator, values } = condition
    return `(${operand} ${operator} ${JSON.stringify(values)})`
  }
  const { logic, conditions } = condition
  // Order says nothing, except in a sequence.
  return logic === 'andSequence'
    ? `(${logic} ${conditions.map(conditionText).join(' ')})`
    : `(${logic} ${inAnyOrder(conditions, conditionText)})`
}

function scopeText(scope: Scope | undefined): string {
  if (scope === undefined) return '-'
  const { id, source, isCollection, refinements } = scope
  const named = JSON.stringify([id, source ?? null, isCollection])
  return `(${named} ${inAnyOrder(refinements, conditionText)})`
}
