import type { Comparison, Value } from '../policy.ts'
import type { OperandEntry, ValueType } from '../vocabulary/index.ts'
import { sequenceOf } from './fields.ts'
import { notUnderstood } from './not-understood.ts'
import { readCount, readDuration, readInstant, readNumber, readWord } from './read-literal.ts'
import { bounds } from './reading.ts'

const readers: Readonly<
  Record<ValueType, readonly [(value: unknown) => Value | undefined, string]>
> = {
  words: [readWord, 'is no word, code or IRI'],
  place: [readWord, 'is no code of a place'],
  level: [readWord, 'is no level'],
  instant: [readInstant, 'is no instant with a time zone'],
  count: [readCount, 'is no whole number'],
  number: [readNumber, 'is no number'],
  duration: [readDuration, 'is no duration in days, hours, minutes and seconds'],
  money: [readCount, 'is no whole number of fen'],
}

const listOperators: readonly string[] = [
  ...['isAnyOf', 'isNoneOf', 'isAllOf', 'isA', 'isPartOf', 'hasPart'],
]

/** The values of a right operand, as the operand's type says. */
export function readValues(
  node: unknown,
  { type, codes, pattern }: OperandEntry,
  operator: Comparison['operator'],
  at: string,
): readonly Value[] {
  const [read, complaint] = readers[type]
  const list = sequenceOf(node)
  if (list.length === 0 || list.length > bounds.values) {
    notUnderstood(at, `1 to ${bounds.values} values are needed`)
  }
  if (list.length > 1 && !listOperators.includes(operator)) {
    notUnderstood(at, `the operator ${operator} takes one value`)
  }
  return list.map((item) => {
    const value = read(item)
    if (value === undefined) return notUnderstood(at, `the right operand ${complaint}`)
    const fits = codes?.includes(String(value)) ?? pattern?.test(String(value)) ?? true
    return fits ? value : notUnderstood(at, `the value ${value} is not known for this operand`)
  })
}
