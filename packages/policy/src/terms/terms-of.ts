import { domainError, err, ok, type Result } from '@lianshu/kernel'
import { type DeliveryMode, deliveries, uses } from '@lianshu/protocol/odrl'
import {
  type Comparison,
  type Condition,
  isCombination,
  isDeadline,
  type Policy,
  type Rule,
} from '../policy.ts'
import type { NotUnderstood } from '../understand/not-understood.ts'
import { isBarredBy, isPermittedBy } from '../vocabulary/index.ts'
import { boundsOf } from './bounds-of.ts'
import type { Terms } from './terms.ts'

/** What a policy asks to be paid for one agreement, whatever happens, in integer fen; 0 when nothing. */
export const priceFenOf = (policy: Policy): number =>
  [policy.obligations, ...policy.permissions.map((rule) => rule.duties)]
    .flat()
    .filter(({ conditions }) => conditions.every(isDeadline))
    .reduce((sum, duty) => sum + (duty.amountFen ?? 0), 0)

/**
 * A policy as plain terms, for forms, lists and filters. Where rules differ, the strictest value
 * stands: the terms never promise more than the policy grants. `policy.not-understood` for a policy
 * that plain terms cannot hold (alternatives, exclusions, conditional prohibitions, parties or assets of
 * single rules, duties other than to pay, operands that plain terms have no field for).
 */
export function termsOf(policy: Policy): Result<Terms, NotUnderstood> {
  const conditions = flatten(policy.permissions.flatMap((rule) => rule.conditions))
  if (conditions === undefined || !isPlain(policy)) return unplain(policy)
  const bounds = boundsOf(conditions)
  const purposes = intersect(conditions, 'purpose')
  const ways = intersect(conditions, 'delivery')
  // An empty list of purposes means any: rules that have none in common must not be read so.
  if (bounds === undefined || purposes?.length === 0 || ways?.length === 0) return unplain(policy)
  const grants = (rule: Rule, use: string) => isPermittedBy(use, rule.action ?? use)
  const pays = [policy.obligations, ...policy.permissions.map((rule) => rule.duties)].flat()
  return ok({
    uses: uses.filter(
      (use) =>
        policy.permissions.some((rule) => grants(rule, use)) &&
        !policy.prohibitions.some((rule) => isBarredBy(use, rule.action ?? use)),
    ),
    deliveries: (ways as DeliveryMode[] | undefined) ?? [...deliveries],
    purposes: purposes ?? [],
    ...bounds,
    ...(pays.length > 0 && { priceFen: priceFenOf(policy) }),
  })
}

const unplain = (policy: Policy) =>
  err(
    domainError(
      'policy.not-understood',
      `${policy.id} has conditions that plain terms cannot hold`,
    ),
  )

/** Nothing but what plain terms have a field for. */
function isPlain(policy: Policy): boolean {
  const isOpen = (rule: Rule) =>
    rule.refinements.length === 0 &&
    rule.target === undefined &&
    rule.assigner === undefined &&
    rule.assignee === undefined
  const duties = [policy.obligations, ...policy.permissions.map((rule) => rule.duties)].flat()
  return (
    policy.conflict === 'prohibit' &&
    [...policy.permissions, ...policy.prohibitions].every(isOpen) &&
    policy.prohibitions.every((rule) => rule.conditions.length === 0) &&
    duties.every((duty) => duty.amountFen !== undefined && duty.conditions.length === 0)
  )
}

const plainOperands = ['purpose', 'delivery', 'dateTime', 'minimumCohort', 'rounds']

/** The comparisons that must all hold; undefined when some are alternatives, exclusions or not plain. */
function flatten(conditions: readonly Condition[]): Comparison[] | undefined {
  const all: Comparison[] = []
  for (const condition of conditions) {
    if (isCombination(condition)) {
      const inner = condition.logic === 'and' ? flatten(condition.conditions) : undefined
      if (inner === undefined) return undefined
      all.push(...inner)
    } else {
      const { operand, operator } = condition
      const isListed = operand === 'purpose' || operand === 'delivery'
      const excludes = isListed ? operator !== 'isAnyOf' : operator === 'eq' || operator === 'neq'
      if (excludes || !plainOperands.includes(operand)) return undefined
      all.push(condition)
    }
  }
  return all
}

function intersect(conditions: readonly Comparison[], operand: string): string[] | undefined {
  const [first, ...rest] = conditions
    .filter((condition) => condition.operand === operand)
    .map(({ values }) => values.map(String))
  return first?.filter((value) => rest.every((list) => list.includes(value)))
}
