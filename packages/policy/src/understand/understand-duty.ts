import { type Comparison, type Condition, type Duty, isCombination, isDeadline } from '../policy.ts'
import { classIs, fieldsOf, listOf, readOptionalId } from './fields.ts'
import { notUnderstood } from './not-understood.ts'
import { bounds, type Reading } from './reading.ts'
import { understandAction } from './understand-action.ts'
import { understandCondition } from './understand-condition.ts'
import { understandScope } from './understand-scope.ts'

const terms = new Set([
  ...['@id', '@type', 'action', 'constraint', 'consequence', 'target', 'assignee', 'assigner'],
])

/** Reads a duty, an obligation, a remedy or a consequence; only to pay has an amount, and always has one. */
export function understandDuty(reading: Reading, node: unknown, path: string, depth = 0): Duty {
  reading.takeRule(path)
  if (depth > bounds.nesting) notUnderstood(path, 'consequences are nested too deep')
  const fields = fieldsOf(node, terms, path)
  classIs(fields, ['Duty'], path)
  const uid = readOptionalId(fields['@id'], path)
  const { action, refinements } = understandAction(reading, fields.action, path)
  const read = (part: unknown, index: number) =>
    understandCondition(reading, part, { at: `${path}.constraint[${index}]`, countable: false })
  const said = listOf(fields.constraint).map(read).flatMap(flat)
  if (said.some(hidesDeadline)) notUnderstood(path, 'a deadline among alternatives is none')
  // ODRL writes the amount as a refinement of the action as well as a constraint.
  const amounts = [...said, ...refinements].filter(isAmount)
  const others = (all: readonly Condition[]) => all.filter((condition) => !isAmount(condition))
  const pays = action === 'compensate'
  if (amounts.length > 1 || (amounts.length === 1 && !pays)) {
    notUnderstood(path, 'the duty is not the payment of one amount')
  }
  if (pays && amounts.length === 0 && !reading.options.incomplete) {
    notUnderstood(path, 'the duty does not say the amount to pay')
  }
  const scope = (name: 'target' | 'assignee') =>
    fields[name] === undefined
      ? {}
      : { [name]: understandScope(reading, fields[name], `${path}.${name}`) }
  return {
    ...{ path, action, refinements: others(refinements), conditions: others(said) },
    ...(uid !== undefined && { uid }),
    ...(amounts.length === 1 && { amountFen: Number(amounts[0]!.values[0]) }),
    ...scope('target'),
    ...scope('assignee'),
    consequences: listOf(fields.consequence).map((part, index) =>
      understandDuty(reading, part, `${path}.consequence[${index}]`, depth + 1),
    ),
  }
}

/** What must hold together is one list: a deadline is seen however deep it stands. */
const flat = (condition: Condition): readonly Condition[] =>
  isCombination(condition) && (condition.logic === 'and' || condition.logic === 'andSequence')
    ? condition.conditions.flatMap(flat)
    : [condition]

/** A time that ends an alternative would make the duty void when it is over, not violated. */
const hidesDeadline = (condition: Condition): boolean =>
  isCombination(condition) &&
  condition.conditions.some((part) => isDeadline(part) || hidesDeadline(part))

const isAmount = (condition: Condition): condition is Comparison =>
  !isCombination(condition) && condition.operand === 'payAmount'
