import { saysNothing } from '@lianshu/protocol'
import { expandOdrlTerm, ODRL } from '@lianshu/protocol/odrl'
import { notUnderstood } from './not-understood.ts'

/** The properties of a node by their short ODRL names. */
export type Fields = Readonly<Record<string, unknown>>

const RDF_VALUE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#value'
const aliases = new Map([
  ['uid', '@id'],
  ['rdf:value', 'value'],
  [RDF_VALUE, 'value'],
])

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
  const bare = key.includes(':') ? odrlName(key) : key
  return aliases.get(bare) ?? bare
}

/**
 * Reads an object whose every property we know. One that we do not know could change what the rest says, if
 * it says anything, and so could one that is said twice in two spellings.
 */
export function fieldsOf(node: unknown, known: ReadonlySet<string>, at: string): Fields {
  if (typeof node !== 'object' || node === null || Array.isArray(node)) {
    return notUnderstood(at, 'an object is needed')
  }
  // Only known terms become its properties, so that no name of a foreign choice is looked up in it.
  const fields: Record<string, unknown> = {}
  for (const key of Object.keys(node)) {
    const value = (node as Fields)[key]
    if (value === undefined || saysNothing(value)) continue
    const term = shortTerm(key)
    if (!known.has(term) || (term !== key && plainTerms.has(term))) {
      notUnderstood(at, `the property ${key.slice(0, 100)} is not known`)
    }
    if (fields[term] !== undefined) notUnderstood(at, `the property ${term} is there twice`)
    fields[term] = value
  }
  return fields
}

/** JSON-LD writes a set of one as the thing itself; a missing property is an empty set. */
export const listOf = (value: unknown): readonly unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value]

/** The same where an order may be meant, which JSON-LD writes as `{"@list": […]}`. */
export function sequenceOf(value: unknown): readonly unknown[] {
  const isNode = typeof value === 'object' && value !== null && !Array.isArray(value)
  const list = isNode ? (value as { '@list'?: unknown })['@list'] : undefined
  return Array.isArray(list) && Object.keys(value as object).length === 1 ? list : listOf(value)
}

/** An identifier or a word, as a text or as `{"@id": …}` and nothing beside it. */
export function readId(value: unknown, at: string): string {
  const isNode = typeof value === 'object' && value !== null && Object.keys(value).length === 1
  const id = isNode ? (value as { '@id'?: unknown })['@id'] : value
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

/** The short name of an ODRL class; what is no text names none. */
export const className = (type: unknown): string => (typeof type === 'string' ? odrlName(type) : '')

/** The short name of a word of ODRL, in whatever spelling; the word of another vocabulary as it stands. */
export function odrlName(word: string): string {
  const iri = expandOdrlTerm(word)
  return iri.startsWith(ODRL) ? iri.slice(ODRL.length) : word
}
