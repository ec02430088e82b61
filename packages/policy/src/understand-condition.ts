import {
  type AtomicConstraint,
  type Constraint,
  type DeliveryMode,
  deliveries,
  expandOdrlTerm,
  type LeftOperandName,
  leftOperandIris,
} from '@lianshu/protocol/odrl'
import { notUnderstood, onlyKnown } from './not-understood.ts'
import { type BoundOperator, boundOperators, type Condition } from './policy.ts'
import { readCount, readInstant, readWords } from './read-literal.ts'

/**
 * Reads one constraint, or leaves through `notUnderstood`. Rounds may only stand where the ledger can
 * count them for certain: `countable` is false inside alternatives and in prohibitions.
 */
export function understandCondition(
  constraint: Constraint,
  at: string,
  countable: boolean,
): Condition {
  if ('leftOperand' in constraint) {
    return understandAtomic(constraint as AtomicConstraint, at, countable)
  }
  for (const operator of ['and', 'or', 'xone'] as const) {
    const operands = (constraint as { [name: string]: Constraint[] | undefined })[operator]
    if (operands === undefined) continue
    onlyKnown(constraint, [operator], at)
    const inside = countable && operator === 'and'
    const conditions = operands.map((operand, index) =>
      understandCondition(operand, `${at}.${operator}[${index}]`, inside),
    )
    return { about: 'logic', operator, conditions }
  }
  return notUnderstood(at, 'the logical operator is not known')
}

type Reader = (constraint: AtomicConstraint, at: string, countable: boolean) => Condition

const readers: Readonly<Record<Exclude<LeftOperandName, 'payAmount'>, Reader>> = {
  purpose: (constraint, at) => ({ about: 'purpose', ...anyOrNone(constraint, at) }),
  delivery(constraint, at) {
    const { operator, values } = anyOrNone(constraint, at)
    const known = values.filter((value): value is DeliveryMode =>
      (deliveries as readonly string[]).includes(value),
    )
    if (known.length < values.length) notUnderstood(at, 'a way of delivery is not known')
    return { about: 'delivery', operator, values: known }
  },
  dateTime(constraint, at) {
    const instant = readInstant(constraint.rightOperand)
    if (instant === undefined) notUnderstood(at, 'the time is not an instant with a time zone')
    return { about: 'dateTime', operator: bound(constraint, at), instant: instant as string }
  },
  minimumCohort: (constraint, at) => ({
    about: 'minimumCohort',
    operator: bound(constraint, at),
    count: count(constraint, at),
  }),
  rounds(constraint, at, countable) {
    const most = count(constraint, at)
    if (!countable) notUnderstood(at, 'a limit of rounds cannot be counted here')
    if (constraint.operator === 'lteq') return { about: 'rounds', most }
    if (constraint.operator === 'lt' && most > 0) return { about: 'rounds', most: most - 1 }
    return notUnderstood(at, `the operator ${constraint.operator} does not limit rounds`)
  },
}

function understandAtomic(constraint: AtomicConstraint, at: string, countable: boolean): Condition {
  onlyKnown(constraint, ['leftOperand', 'operator', 'rightOperand'], at)
  const iri = expandOdrlTerm(constraint.leftOperand)
  for (const [name, read] of Object.entries(readers)) {
    if (leftOperandIris[name as LeftOperandName] === iri) return read(constraint, at, countable)
  }
  return notUnderstood(at, `the left operand ${constraint.leftOperand} is not known`)
}

function anyOrNone(constraint: AtomicConstraint, at: string) {
  const values = readWords(constraint.rightOperand)
  if (values === undefined) return notUnderstood(at, 'the right operand is not a list of words')
  const single = values.length === 1
  switch (constraint.operator) {
    case 'isAnyOf':
      return { operator: 'isAnyOf', values } as const
    case 'isNoneOf':
      return { operator: 'isNoneOf', values } as const
    case 'eq':
      if (single) return { operator: 'isAnyOf', values } as const
      break
    case 'neq':
      if (single) return { operator: 'isNoneOf', values } as const
  }
  return notUnderstood(at, `the operator ${constraint.operator} is not known for this operand`)
}

function bound(constraint: AtomicConstraint, at: string): BoundOperator {
  const operator = boundOperators.find((known) => known === constraint.operator)
  return operator ?? notUnderstood(at, `the operator ${constraint.operator} is not known here`)
}

const count = (constraint: AtomicConstraint, at: string): number =>
  readCount(constraint.rightOperand) ?? notUnderstood(at, 'the right operand is not a whole number')
