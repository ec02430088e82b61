import { expandOdrlTerm, type LogicalOperator, logicalOperators } from '@lianshu/protocol/odrl'
import type { Combination, Comparison, Condition } from '../policy.ts'
import { type OperandEntry, operandEntry, operandNamed } from '../vocabulary/index.ts'
import {
  classIs,
  type Fields,
  fieldsOf,
  odrlName,
  readId,
  readOptionalId,
  sequenceOf,
} from './fields.ts'
import { notUnderstood } from './not-understood.ts'
import { readValues } from './read-values.ts'
import type { Reading } from './reading.ts'

/** Where a constraint stands, and what may stand there. */
export interface Place {
  readonly at: string
  /** False inside alternatives and in prohibitions, where no ledger can count for certain. */
  readonly countable: boolean
  readonly depth?: number
}

const terms = new Set([
  ...['@id', '@type', 'leftOperand', 'operator', 'rightOperand', 'unit', 'dataType'],
  ...logicalOperators,
])

/** Reads one constraint, atomic or logical, or leaves through `notUnderstood`. */
export function understandCondition(reading: Reading, node: unknown, place: Place): Condition {
  const { at, depth = 0 } = place
  reading.takeConstraint(at, depth)
  const fields = fieldsOf(node, terms, at)
  classIs(fields, ['Constraint', 'LogicalConstraint'], at)
  const uid = readOptionalId(fields['@id'], at)
  const logic = logicalOperators.find((operator) => fields[operator] !== undefined)
  if ((logic === undefined) === (fields.leftOperand === undefined)) {
    notUnderstood(at, 'exactly one of leftOperand, and, andSequence, or, xone is needed')
  }
  const condition =
    logic === undefined
      ? understandComparison(fields, place)
      : understandLogic(reading, fields, logic, place)
  return uid === undefined ? condition : { ...condition, uid }
}

function understandLogic(
  reading: Reading,
  fields: Fields,
  logic: LogicalOperator,
  { at, countable, depth = 0 }: Place,
): Combination {
  const more = Object.keys(fields).find((name) => name !== logic && !name.startsWith('@'))
  if (more !== undefined) notUnderstood(at, `${more} has no meaning beside ${logic}`)
  const mustHold = logic === 'and' || logic === 'andSequence'
  const conditions = sequenceOf(fields[logic]).map((part, index) =>
    understandCondition(reading, part, {
      at: `${at}.${logic}[${index}]`,
      countable: countable && mustHold,
      depth: depth + 1,
    }),
  )
  if (conditions.length === 0) notUnderstood(at, `${logic} joins nothing`)
  return { logic, conditions }
}

function understandComparison(fields: Fields, { at, countable }: Place): Comparison {
  const iri = expandOdrlTerm(readId(fields.leftOperand, at))
  const operand = operandNamed(iri)
  if (operand === undefined) return notUnderstood(at, `the left operand ${iri} is not known`)
  const entry = operandEntry(operand)
  if (fields.dataType !== undefined) notUnderstood(at, 'types belong to the literals')
  const operator = operatorIn(fields.operator, entry, at)
  unitOf(fields.unit, entry, at)
  if (entry.counted && !countable) notUnderstood(at, `a limit of ${operand} cannot be counted here`)
  const values = readValues(fields.rightOperand, entry, operator, at)
  return normal(operand, entry, operator, values, at)
}

function operatorIn(value: unknown, entry: OperandEntry, at: string): Comparison['operator'] {
  const text = odrlName(readId(value, at))
  const operator = entry.operators.find((known) => known === text)
  if (operator === undefined || operator === 'term-lteq') {
    return notUnderstood(at, `the operator ${text} has no meaning for this operand`)
  }
  return operator
}

function unitOf(value: unknown, { units }: OperandEntry, at: string): void {
  if (units === undefined) {
    if (value !== undefined) notUnderstood(at, 'this operand has no unit')
  } else if (value === undefined || !units.includes(readId(value, at))) {
    notUnderstood(at, 'the amount is not in fen')
  }
}

/** One way of saying each thing, so that the same terms compare as the same. */
function normal(
  operand: string,
  entry: OperandEntry,
  operator: Comparison['operator'],
  values: Comparison['values'],
  at: string,
): Comparison {
  const areWords = entry.type === 'words' || entry.type === 'place'
  if (areWords && operator === 'eq') return { operand, operator: 'isAnyOf', values }
  if (areWords && operator === 'neq') return { operand, operator: 'isNoneOf', values }
  if (!entry.counted || operator !== 'lt') return { operand, operator, values }
  const most = Number(values[0]) - 1
  if (most < 0) notUnderstood(at, `fewer than 0 ${operand} have no meaning`)
  return { operand, operator: 'lteq', values: [most] }
}
