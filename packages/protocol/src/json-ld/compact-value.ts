import type { Json } from '@lianshu/kernel'
import { type Place, refuse } from './place.ts'
import { expandIri, expandTerm, termFor } from './scope.ts'
import type { Term } from './term-table.ts'

export interface Property {
  /** The term under which the value was found, if it was one. */
  readonly from?: Term
  /** The term under which it is written, if there is one. */
  readonly to?: Term
  /** How a node that is the value is brought into form. */
  readonly compactNode: (node: Members, place: Place) => Record<string, Json>
}
type Members = Readonly<Record<string, unknown>>

/** All values of a property, in the protocol's terms; nothing for null. */
export function compactValues(value: unknown, property: Property, place: Place): Json[] {
  if (value === null || value === undefined) return []
  if (Array.isArray(value)) {
    return value.flatMap((item, index) =>
      compactValues(item, property, { ...place, path: `${place.path}[${index}]` }),
    )
  }
  if (typeof value === 'object') return compactObject(value as Members, property, place)
  const { from } = property
  if (typeof value !== 'string' || from?.coercion === undefined) return [value as Json]
  const iri =
    from.coercion === '@vocab'
      ? (expandTerm(place.reading, value) ?? value)
      : expandIri(place.reading, value)
  return [reference(iri, property, place)]
}

function compactObject(value: Members, property: Property, place: Place): Json[] {
  if ('@set' in value) return compactValues(onlyMember(value, '@set', place), property, place)
  if ('@value' in value) return literal(value, place)
  const names = Object.keys(value)
  if (names.length === 1 && names[0] === '@id' && typeof value['@id'] === 'string') {
    return [reference(expandIri(place.reading, value['@id']), property, place)]
  }
  return [property.compactNode(value, place)]
}

function onlyMember(value: Members, name: string, place: Place): unknown {
  if (Object.keys(value).length === 1) return value[name]
  return refuse(place, 'input.invalid', `nothing may stand beside ${name}`)
}

/** An IRI as its term writes it: a word of the vocabulary, the bare IRI, or an object that says that it is one. */
function reference(iri: string, { to }: Property, { writing }: Place): Json {
  if (to?.coercion === '@vocab') return termFor(writing, iri)?.name ?? iri
  return to?.coercion === '@id' ? iri : { '@id': iri }
}

const literalMembers = ['@value', '@type', '@language', '@direction']

function literal(value: Members, place: Place): Json[] {
  const other = Object.keys(value).find((name) => !literalMembers.includes(name))
  if (other !== undefined) refuse(place, 'input.unsupported', `${other} beside @value is not taken`)
  const { '@value': content, '@type': type, ...rest } = value as Record<string, Json>
  if (type === '@json') return [{ '@type': '@json', '@value': content ?? null }]
  if (content === null) return []
  if (typeof content === 'object')
    refuse(place, 'input.invalid', 'a literal is a text, a number or true or false')
  if (type === undefined) {
    return [Object.keys(rest).length === 0 ? content! : { '@value': content!, ...rest }]
  }
  const iri = typeof type === 'string' ? expandTerm(place.reading, type) : undefined
  if (iri === undefined) refuse(place, 'input.invalid', 'the type of a literal is an IRI')
  return [{ '@value': content!, '@type': iri!, ...rest }]
}
