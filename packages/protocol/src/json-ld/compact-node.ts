import type { Json } from '@lianshu/kernel'
import { DSPACE } from '../namespaces.ts'
import { compactValues } from './compact-value.ts'
import { freeJson } from './free-json.ts'
import { type Place, refuse } from './place.ts'
import { enterNode, expandIri, expandTerm, termFor, termNamed } from './scope.ts'

type Node = Readonly<Record<string, unknown>>
/** What is inside these is free JSON; JSON-LD would drop its bare names, plain readers see them. */
const freeMembers = new Set([`${DSPACE}filter`, `${DSPACE}reason`])

/** A node object in the protocol's terms; `place` says which terms hold where it stands. */
export function compactNode(node: Node, place: Place): Record<string, Json> {
  const types = typesOf(node, place)
  const here: Place = {
    path: place.path,
    reading: enterNode(place.reading, types.read),
    writing: enterNode(place.writing, types.written),
  }
  const compact: Record<string, Json> = {}
  for (const [name, value] of Object.entries(node)) {
    const iri = expandTerm(here.reading, name)
    const at = { ...here, path: `${here.path}.${name}` }
    if (iri === undefined) refuse(at, 'input.invalid', `unknown term "${name}"`)
    else if (iri === '@id') compact['@id'] = identifierOf(value, at)
    else if (iri === '@type') compact['@type'] = oneOrAll(types.written)
    else if (iri.startsWith('@')) refuse(at, 'input.unsupported', `${iri} is not taken here`)
    else addProperty(compact, iri, { name, value }, at)
  }
  return compact
}

function addProperty(
  compact: Record<string, Json>,
  iri: string,
  { name, value }: { readonly name: string; readonly value: unknown },
  place: Place,
): void {
  const from = termNamed(place.reading, name)
  const to = termFor(place.writing, iri)
  const values = freeMembers.has(iri)
    ? freeJson(value, place.reading)
    : compactValues(value, { from, to, compactNode }, place)
  // Null says nothing (JSON-LD 1.1, 5.1.2), an empty list says that there is none.
  if (values.length === 0 && !isEmptyList(value)) return
  const key = to?.name ?? iri
  // The same property under two spellings is one property with the values of both.
  const all = [...(key in compact ? [compact[key] as Json].flat() : []), ...values]
  compact[key] = to?.isSet || all.length === 0 ? all : oneOrAll(all)
}

const isEmptyList = (value: unknown): boolean =>
  Array.isArray(value) && value.every((item) => Array.isArray(item) && isEmptyList(item))

const oneOrAll = (values: readonly Json[]): Json =>
  values.length === 1 ? (values[0] as Json) : [...values]

function identifierOf(value: unknown, place: Place): string {
  if (typeof value === 'string') return expandIri(place.reading, value)
  return refuse(place, 'input.invalid', 'an @id is a text')
}

/** A node of the protocol has one type or two; what each of them costs must not add up. */
const mostTypes = 8

/** The types as they were written, and as the protocol's context names them. */
function typesOf(node: Node, place: Place) {
  const given = Object.entries(node).find(
    ([name]) => name === '@type' || termNamed(place.reading, name)?.iri === '@type',
  )?.[1]
  const read = given === undefined ? [] : [given].flat()
  if (read.length > mostTypes)
    refuse(place, 'input.invalid', `a node has at most ${mostTypes} types`)
  const written = read.map((type) => {
    const iri = typeof type === 'string' ? expandTerm(place.reading, type) : undefined
    const at = { ...place, path: `${place.path}.@type` }
    if (iri === undefined || iri.startsWith('@'))
      return refuse(at, 'input.invalid', 'a type is not known')
    return termFor(place.writing, iri)?.name ?? iri
  })
  return { read: read.map(String), written }
}
