import { saysNothing } from '@lianshu/protocol'
import { ODRL } from '@lianshu/protocol/odrl'
import { notUnderstood } from './not-understood.ts'

/** The properties of a node by their short ODRL names. */
export type Fields = Readonly<Record<string, unknown>>

const aliases: Readonly<Record<string, string>> = { uid: '@id', 'rdf:value': 'value' }
const RDF_VALUE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#value'

/**
 * Terms that the context of the Dataspace Protocol has: they are written bare, as whoever looks into a policy
 * without this reader expects. The rest of ODRL travels under its IRIs.
 */
const plainTerms = new Set([
  ...[
    'profile',
    'permission',
    'prohibition',
    'obligation',
    'duty',
    'target',
    'assigner',
    'assignee',
  ],
  ...['action', 'constraint', 'leftOperand', 'operator', 'rightOperand'],
  ...['and', 'andSequence', 'or', 'xone'],
])

/** `http://www.w3.org/ns/odrl/2/refinement`, `odrl:refinement` and `refinement` are one word. */
function shortTerm(key: string): string {
  const bare = key.startsWith(ODRL) ? key.slice(ODRL.length) : key.replace(/^odrl:/, '')
  return key === RDF_VALUE ? 'value' : (aliases[bare] ?? bare)
}

/**
 * Reads an object whose every property we know. One that we do not know could change what the rest says, if
 * it says anything, and so could one that is said twice in two spellings.
 */
export function fieldsOf(node: unknown, known: ReadonlySet<string>, at: string): Fields {
  if (typeof node !== 'object' || node === null || Array.isArray(node)) {
    return notUnderstood(at, 'an object is needed')
  }
  const fields: Record<string, unknown> = Object.create(null)
  for (const key of Object.keys(node)) {
    const value = (node as Fields)[key]
    if (value === undefined || saysNothing(value)) continue
    const term = shortTerm(key)
    if (!known.has(term) || (term !== key && plainTerms.has(term))) {
      notUnderstood(at, `the property ${key.slice(0, 100)} is not known`)
    }
    if (term in fields) notUnderstood(at, `the property ${term} is there twice`)
    fields[term] = value
  }
  return fields
}

/** JSON-LD writes a list of one as the thing itself; a missing property is an empty list. */
export const listOf = (value: unknown): readonly unknown[] => {
  if (value === undefined) return []
  if (Array.isArray(value)) return value
  const list = (value as { '@list'?: unknown } | null)?.['@list']
  return Array.isArray(list) ? list : [value]
}

/** An identifier, as a text or as `{"@id": …}`. */
export function readId(value: unknown, at: string): string {
  const id = typeof value === 'object' ? (value as { '@id'?: unknown } | null)?.['@id'] : value
  if (typeof id !== 'string' || id === '' || id.length > 2048) {
    return notUnderstood(at, 'an identifier is needed')
  }
  return id
}

export const readOptionalId = (value: unknown, at: string): string | undefined =>
  value === undefined ? undefined : readId(value, at)

/** Refuses a node that says it is something else than its place makes it. */
export function classIs(fields: Fields, allowed: readonly string[], at: string): void {
  for (const type of listOf(fields['@type'])) {
    const name = className(type)
    if (!allowed.includes(name))
      notUnderstood(at, `the class ${name.slice(0, 100)} is not known here`)
  }
}

/** The short name of an ODRL class. */
export const className = (type: unknown): string =>
  String(type)
    .replace(ODRL, '')
    .replace(/^odrl:/, '')
