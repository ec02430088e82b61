import type { Scope } from '../policy.ts'
import { classIs, className, fieldsOf, listOf, readId, readOptionalId } from './fields.ts'
import { notUnderstood } from './not-understood.ts'
import type { Reading } from './reading.ts'
import { understandCondition } from './understand-condition.ts'

const terms = new Set(['@id', '@type', 'source', 'refinement'])
const single = ['Asset', 'Party']
const collections = ['AssetCollection', 'PartyCollection']

/** Reads a party or an asset, or a collection of them with its refinements (ODRL 2.2, 2.2 and 2.3). */
export function understandScope(reading: Reading, node: unknown, at: string): Scope {
  if (typeof node === 'string')
    return { id: readId(node, at), isCollection: false, refinements: [] }
  const fields = fieldsOf(node, terms, at)
  const source = readOptionalId(fields.source, at)
  const id = readOptionalId(fields['@id'], at) ?? source
  if (id === undefined) return notUnderstood(at, 'neither an id nor a source is named')
  classIs(fields, [...single, ...collections], at)
  const collects = listOf(fields['@type']).some((type) => collections.includes(className(type)))
  const refinements = listOf(fields.refinement).map((refinement, index) =>
    understandCondition(reading, refinement, {
      at: `${at}.refinement[${index}]`,
      countable: false,
    }),
  )
  return {
    id,
    ...(source !== undefined && source !== id && { source }),
    isCollection: collects || source !== undefined || refinements.length > 0,
    refinements,
  }
}
