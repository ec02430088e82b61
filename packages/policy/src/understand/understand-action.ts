import { expandOdrlTerm } from '@lianshu/protocol/odrl'
import type { Condition } from '../policy.ts'
import { actionNamed } from '../vocabulary/index.ts'
import { classIs, fieldsOf, listOf, readId } from './fields.ts'
import { notUnderstood } from './not-understood.ts'
import type { Reading } from './reading.ts'
import { understandCondition } from './understand-condition.ts'

export interface UnderstoodAction {
  readonly action: string
  readonly refinements: readonly Condition[]
}

const terms = new Set(['@id', '@type', 'value', 'refinement'])

/** Reads an action: its name, or `{"rdf:value": {"@id": …}, "refinement": […]}` (ODRL 2.2, 2.4). */
export function understandAction(reading: Reading, node: unknown, at: string): UnderstoodAction {
  if (typeof node === 'string') return { action: named(node, at), refinements: [] }
  const fields = fieldsOf(node, terms, at)
  classIs(fields, ['Action'], at)
  const { value, refinement } = fields
  return {
    action: named(readId(value ?? fields['@id'], at), at),
    refinements: listOf(refinement).map((part, index) =>
      understandCondition(reading, part, { at: `${at}.refinement[${index}]`, countable: false }),
    ),
  }
}

function named(text: string, at: string): string {
  const action = text.length > 500 ? undefined : actionNamed(expandOdrlTerm(text))
  return action ?? notUnderstood(at, `the action ${text.slice(0, 100)} is not known`)
}
