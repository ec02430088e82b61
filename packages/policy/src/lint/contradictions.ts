import type { Comparison, Condition } from '../policy.ts'
import { operandEntry } from '../vocabulary/index.ts'
import { mustHold } from './must-hold.ts'

/**
 * The operands of which a rule demands what no value gives: bounds that leave nothing between them, values
 * that are demanded and excluded, none in common. Sound, not complete: what it names never holds.
 */
export function contradictoryOperands(conditions: readonly Condition[]): readonly string[] {
  const byOperand = Map.groupBy(mustHold(conditions), ({ operand }) => operand)
  return [...byOperand].filter(([operand, all]) => clash(operand, all)).map(([operand]) => operand)
}

function clash(operand: string, all: readonly Comparison[]): boolean {
  const { type, codes, ends } = operandEntry(operand)
  if (ends !== undefined) return false
  if (type === 'words' || type === 'place') return wordsClash(operand, all)
  const rank = (value: Comparison['values'][number] | undefined) =>
    type === 'level' ? (codes?.indexOf(String(value)) ?? -1) : Number(value)
  return numbersClash(all.map(({ operator, values }) => [operator, rank(values[0])] as const))
}

function numbersClash(bounds: readonly (readonly [Comparison['operator'], number])[]): boolean {
  const of = (...operators: Comparison['operator'][]) =>
    bounds.filter(([operator]) => operators.includes(operator)).map(([, value]) => value)
  const lower = Math.max(Number.NEGATIVE_INFINITY, ...of('gt', 'gteq', 'eq'))
  const upper = Math.min(Number.POSITIVE_INFINITY, ...of('lt', 'lteq', 'eq'))
  if (lower !== upper) return lower > upper
  return [...of('gt'), ...of('lt'), ...of('neq')].includes(lower)
}

/** Operands that have one value at a time; of the others, such as roles, somebody may have several. */
const singular = ['purpose', 'delivery']

function wordsClash(operand: string, all: readonly Comparison[]): boolean {
  const of = (operator: Comparison['operator']) =>
    all.filter((each) => each.operator === operator).map(({ values }) => values)
  const excluded = new Set(of('isNoneOf').flat())
  const demanded = of('isAllOf').flat()
  const lists = of('isAnyOf')
  if (demanded.some((value) => excluded.has(value))) return true
  if (lists.some((values) => values.every((value) => excluded.has(value)))) return true
  if (!singular.includes(operand)) return false
  if (new Set(demanded).size > 1) return true
  const [first = [], ...rest] = [...lists, ...demanded.map((value) => [value])]
  return (
    first.length > 0 &&
    !first.some((value) => !excluded.has(value) && rest.every((values) => values.includes(value)))
  )
}
