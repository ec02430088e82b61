import { DomainFailure, domainError, err, ok, type Result } from '@lianshu/kernel'
import {
  type AnyPolicy,
  type AtomicConstraint,
  actionIri,
  compensateAction,
  type Duty,
  expandOdrlTerm,
  fenUnit,
  leftOperandIris,
  lianshuProfile,
  ODRL,
  type Permission,
  type Prohibition,
  parsePolicy,
  unitProperty,
  useAction,
  uses,
} from '@lianshu/protocol/odrl'
import { type NotUnderstood, notUnderstood, onlyKnown } from './not-understood.ts'
import type { Payment, Policy, Rule, RuleAction } from './policy.ts'
import { readCount } from './read-literal.ts'
import { understandCondition } from './understand-condition.ts'

const profiles = [lianshuProfile, `${ODRL}core`]
const policyTerms = [
  '@context',
  '@id',
  '@type',
  'profile',
  'permission',
  'prohibition',
  'obligation',
  'target',
  'assigner',
  'assignee',
  'timestamp',
]

/**
 * Reads an ODRL offer, agreement or set. Everything in it must be known: a profile, action, operand,
 * operator, unit, duty or property that is not makes the whole policy `policy.not-understood`, with
 * `at` its path, because a rule that is read in part may say the opposite (ODRL 2.2, 2.8).
 */
export function understandPolicy(json: unknown): Result<Policy, NotUnderstood> {
  const parsed = parsePolicy(json)
  if (!parsed.ok)
    return err(domainError('policy.not-understood', parsed.error.message, { at: '$' }))
  try {
    return ok(understand(parsed.value))
  } catch (failure) {
    if (failure instanceof DomainFailure) return err(failure.error as NotUnderstood)
    throw failure
  }
}

function understand(policy: AnyPolicy): Policy {
  onlyKnown(policy, policyTerms, '$')
  for (const profile of [policy.profile ?? []].flat()) {
    if (!profiles.includes(expandOdrlTerm(profile))) {
      notUnderstood('profile', `the profile ${profile} is not known`)
    }
  }
  const { target, assigner, assignee } = policy as {
    readonly [name in 'target' | 'assigner' | 'assignee']?: string
  }
  return {
    id: policy['@id'],
    kind: policy['@type'],
    target,
    assigner,
    assignee,
    permissions: (policy.permission ?? []).map((rule, index) =>
      understandRule(rule, `permission[${index}]`, true),
    ),
    prohibitions: (policy.prohibition ?? []).map((rule, index) =>
      understandRule(rule, `prohibition[${index}]`, false),
    ),
    payments: (policy.obligation ?? []).map((duty, index) =>
      understandPayment(duty, `obligation[${index}]`),
    ),
  }
}

function understandRule(rule: Permission | Prohibition, path: string, permits: boolean): Rule {
  onlyKnown(rule, permits ? ['action', 'constraint', 'duty'] : ['action', 'constraint'], path)
  const duties = ((rule as Permission).duty ?? []) as Duty[]
  return {
    path,
    action: understandAction(rule.action, path),
    conditions: (rule.constraint ?? []).map((constraint, index) =>
      understandCondition(constraint, `${path}.constraint[${index}]`, permits),
    ),
    payments: duties.map((duty, index) => understandPayment(duty, `${path}.duty[${index}]`)),
  }
}

function understandAction(action: string, path: string): RuleAction {
  const iri = expandOdrlTerm(action)
  if (iri === useAction) return 'use'
  const use = uses.find((known) => actionIri(known) === iri)
  return use ?? notUnderstood(path, `the action ${action} is not known`)
}

function understandPayment(duty: Duty, path: string): Payment {
  onlyKnown(duty, ['action', 'constraint'], path)
  const [constraint, ...more] = (duty.constraint ?? []) as AtomicConstraint[]
  const paysOnce =
    expandOdrlTerm(duty.action) === compensateAction &&
    constraint !== undefined &&
    more.length === 0 &&
    expandOdrlTerm(constraint.leftOperand ?? '') === leftOperandIris.payAmount &&
    constraint.operator === 'eq'
  if (!paysOnce) return notUnderstood(path, 'the duty is not the payment of one amount')
  onlyKnown(constraint, ['leftOperand', 'operator', 'rightOperand', unitProperty], path)
  const unit = constraint[unitProperty as `${string}:${string}`] as { '@id'?: unknown } | undefined
  if ((unit?.['@id'] ?? unit) !== fenUnit) notUnderstood(path, 'the amount is not in fen')
  const amountFen = readCount(constraint.rightOperand)
  if (amountFen === undefined) return notUnderstood(path, 'the amount is not a whole number')
  return { action: 'compensate', amountFen }
}
