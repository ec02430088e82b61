import { type Condition, isCombination, type Rule } from '../policy.ts'
import { classIs, fieldsOf, listOf, readOptionalId } from './fields.ts'
import { notUnderstood } from './not-understood.ts'
import type { Reading } from './reading.ts'
import { type UnderstoodAction, understandAction } from './understand-action.ts'
import { understandCondition } from './understand-condition.ts'
import { understandDuty } from './understand-duty.ts'
import { understandScope } from './understand-scope.ts'

const common = ['@id', '@type', 'action', 'constraint', 'target', 'assigner', 'assignee']
const kinds = {
  permission: { terms: new Set([...common, 'duty']), duties: 'duty', type: 'Permission' },
  prohibition: { terms: new Set([...common, 'remedy']), duties: 'remedy', type: 'Prohibition' },
} as const

/**
 * Reads a permission or a prohibition as rules with one action, one target and one party of each kind: a
 * rule that lists several stands for one rule each (ODRL 2.2, 2.7.1).
 */
export function understandRule(
  reading: Reading,
  node: unknown,
  kind: keyof typeof kinds,
  path: string,
  shared: unknown,
): readonly Rule[] {
  const { terms, duties, type } = kinds[kind]
  const fields = fieldsOf(node, terms, path)
  classIs(fields, [type], path)
  const uid = readOptionalId(fields['@id'], path)
  const countable = kind === 'permission'
  const conditions = listOf(fields.constraint).map((part, index) =>
    understandCondition(reading, part, { at: `${path}.constraint[${index}]`, countable }),
  )
  if (conditions.some(hasAmount)) notUnderstood(path, 'an amount belongs to the duty to pay it')
  const rest = {
    ...{ path, conditions },
    ...(uid !== undefined && { uid }),
    duties: listOf(fields[duties]).map((part, index) =>
      understandDuty(reading, part, `${path}.${duties}[${index}]`),
    ),
  }
  const scopes = (name: 'target' | 'assigner' | 'assignee') =>
    orNothing(listOf(fields[name]).map((part) => understandScope(reading, part, `${path}.${name}`)))
  const rules: Rule[] = []
  const actions = orNothing(actionsOf(reading, fields.action ?? shared, path))
  const [targets, assigners, assignees] = [scopes('target'), scopes('assigner'), scopes('assignee')]
  for (const action of actions) {
    for (const target of targets) {
      for (const assigner of assigners) {
        for (const assignee of assignees) {
          reading.takeRule(path)
          rules.push({
            ...rest,
            refinements: [],
            ...action,
            ...(target && { target }),
            ...(assigner && { assigner }),
            ...(assignee && { assignee }),
          })
        }
      }
    }
  }
  return rules
}

function actionsOf(reading: Reading, value: unknown, path: string): readonly UnderstoodAction[] {
  if (value === undefined && !reading.options.incomplete) {
    return notUnderstood(path, 'the rule has no action')
  }
  return listOf(value).map((part) => understandAction(reading, part, path))
}

const orNothing = <T>(list: readonly T[]): readonly (T | undefined)[] =>
  list.length === 0 ? [undefined] : list

const hasAmount = (condition: Condition): boolean =>
  isCombination(condition)
    ? condition.conditions.some(hasAmount)
    : condition.operand === 'payAmount'
