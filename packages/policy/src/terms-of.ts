import { domainError, err, ok, type Result } from '@lianshu/kernel'
import { type DeliveryMode, deliveries, uses } from '@lianshu/protocol/odrl'
import type { NotUnderstood } from './not-understood.ts'
import type { Condition, Policy, Rule } from './policy.ts'
import type { Terms } from './terms.ts'

/** Everything that a policy asks to be paid for one agreement, in integer fen; 0 when nothing. */
export const priceFenOf = (policy: Policy): number =>
  [policy.payments, ...policy.permissions.map((rule) => rule.payments)]
    .flat()
    .reduce((sum, payment) => sum + payment.amountFen, 0)

/**
 * A policy as plain terms, for forms, lists and filters. Where rules differ, the strictest value
 * stands: the terms never promise more than the policy grants. `policy.not-understood` for a policy
 * whose conditions plain terms cannot hold (alternatives, exclusions, conditional prohibitions).
 */
export function termsOf(policy: Policy): Result<Terms, NotUnderstood> {
  const prohibited = (name: Rule['action']) =>
    policy.prohibitions.some((rule) => rule.action === 'use' || rule.action === name)
  const granted = (name: Rule['action']) => policy.permissions.some((rule) => rule.action === name)
  const conditions = flatten(policy.permissions.flatMap((rule) => rule.conditions))
  const conditional = policy.prohibitions.some((rule) => rule.conditions.length > 0)
  if (conditions === undefined || conditional) return unplain(policy)

  const bounds = boundsOf(conditions)
  const purposes = intersect(conditions, 'purpose')
  const ways = intersect(conditions, 'delivery')
  // An empty list of purposes means any: rules that have none in common must not be read so.
  if (bounds === undefined || purposes?.length === 0 || ways?.length === 0) return unplain(policy)
  const plain = granted('use') ? uses.slice(0, 3) : []
  const pays = policy.payments.length + policy.permissions.flatMap((rule) => rule.payments).length
  return ok({
    uses: uses.filter((use) => (granted(use) || plain.includes(use)) && !prohibited(use)),
    deliveries: (ways as DeliveryMode[] | undefined) ?? [...deliveries],
    purposes: purposes ?? [],
    ...bounds,
    ...(pays > 0 && { priceFen: priceFenOf(policy) }),
  })
}

const unplain = (policy: Policy) =>
  err(
    domainError(
      'policy.not-understood',
      `${policy.id} has conditions that plain terms cannot hold`,
    ),
  )

/** The conditions that must all hold; undefined when some are alternatives or exclusions. */
function flatten(conditions: readonly Condition[]): Condition[] | undefined {
  const all: Condition[] = []
  for (const condition of conditions) {
    const excludes = 'values' in condition && condition.operator === 'isNoneOf'
    if (excludes) return undefined
    if (condition.about !== 'logic') all.push(condition)
    else {
      const inner = condition.operator === 'and' ? flatten(condition.conditions) : undefined
      if (inner === undefined) return undefined
      all.push(...inner)
    }
  }
  return all
}

type Bounds = Pick<Terms, 'minimumCohort' | 'maximumRounds' | 'startsAt' | 'endsAt'>

/** The strictest number and time of each kind; undefined when a bound points the other way. */
function boundsOf(conditions: readonly Condition[]): Bounds | undefined {
  const cohorts: number[] = []
  const rounds: number[] = []
  const starts: string[] = []
  const ends: string[] = []
  const upsideDown = (condition: Condition) =>
    condition.about === 'minimumCohort' && condition.operator.startsWith('l')
  if (conditions.some(upsideDown)) return undefined
  for (const condition of conditions) {
    if (condition.about === 'rounds') rounds.push(condition.most)
    if (condition.about === 'minimumCohort') {
      cohorts.push(condition.count + (condition.operator === 'gt' ? 1 : 0))
    }
    if (condition.about === 'dateTime') {
      // Plain terms are inclusive: a strict bound moves by the millisecond that instants are read to.
      const shift = { gteq: 0, gt: 1, lteq: 0, lt: -1 }[condition.operator]
      const instant = new Date(Date.parse(condition.instant) + shift).toISOString()
      if (condition.operator.startsWith('g')) starts.push(instant)
      else ends.push(instant)
    }
  }
  return {
    ...(cohorts.length > 0 && { minimumCohort: Math.max(...cohorts) }),
    ...(rounds.length > 0 && { maximumRounds: Math.min(...rounds) }),
    ...(starts.length > 0 && { startsAt: starts.toSorted().at(-1) }),
    ...(ends.length > 0 && { endsAt: ends.toSorted()[0] }),
  }
}

function intersect(
  conditions: readonly Condition[],
  about: 'purpose' | 'delivery',
): string[] | undefined {
  const lists = conditions.flatMap((condition) =>
    condition.about === about ? [condition.values as readonly string[]] : [],
  )
  const [first, ...rest] = lists
  return first?.filter((value) => rest.every((list) => list.includes(value)))
}
