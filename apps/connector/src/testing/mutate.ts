import type { Json } from '@lianshu/kernel'
import fc from 'fast-check'

/** One change of a message, as data: what failed can be read and made again. */
export interface Mutation {
  readonly kind: (typeof kinds)[number]
  /** Which node of the message, counted through and around. */
  readonly at: number
  readonly filler: Json
}

const kinds = ['append', 'drop', 'double', 'replace', 'wrap', 'rename', 'exchange', 'move'] as const

const huge = 'ü'.repeat(40_000)
/** Values where code breaks: limits of numbers, texts of all scripts and sizes, names of JSON-LD and of objects. */
const fillers: readonly Json[] = [
  ...[null, true, false, 0, -0, -1, 1.5, 2 ** 31, 2 ** 53, Number.MAX_VALUE, Number.MIN_VALUE],
  ...[
    '',
    ' ',
    '0',
    'null',
    '[object Object]',
    '../..',
    '%00',
    "'; --",
    '{{7*7}}',
    '\u0000',
    '\ud800',
    '\u202e',
    '\ufeff',
  ],
  ...[
    '联数',
    '😀',
    'e\u0301',
    '\u0001\u001f',
    'a\nb\r\nc',
    huge,
    'urn:uuid:0',
    'http://[',
    '_:b0',
    '@type',
  ],
  ...[
    [],
    {},
    [[]],
    [null],
    { '@id': 'urn:x' },
    { '@value': '1' },
    { '@list': [] },
    { '@set': [{}] },
  ],
  ...[{ '@value': 1, '@type': 'http://www.w3.org/2001/XMLSchema#integer' }, { constructor: {} }],
  ...['ContractRequestMessage', 'TransferProcess', 'Offer', 'Agreement', 'FINALIZED', 'TERMINATED'],
]

const arbitraryMutation: fc.Arbitrary<Mutation> = fc.record({
  // What is almost right comes furthest.
  kind: fc.constantFrom(...kinds, 'append', 'append'),
  at: fc.nat(400),
  filler: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...fillers) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json> },
  ),
})

/** Most messages that are wrong are wrong in one place, some in several. */
export const arbitraryMutations: fc.Arbitrary<readonly Mutation[]> = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(arbitraryMutation) },
  { weight: 1, arbitrary: fc.array(arbitraryMutation, { minLength: 2, maxLength: 4 }) },
)

/** The message after the changes, as a new value. */
export function mutate(message: Json, mutations: readonly Mutation[]): Json {
  const root = { message: structuredClone(message) as unknown }
  for (const mutation of structuredClone(mutations)) {
    const places = placesIn(root)
    const place = places[mutation.at % places.length]
    if (place) apply(place, mutation, places)
  }
  return (root.message ?? null) as Json
}

interface Place {
  readonly parent: Record<string, unknown> | unknown[]
  readonly name: string
}

function placesIn(root: object): Place[] {
  const found: Place[] = []
  const waiting: object[] = [root]
  for (let parent = waiting.shift(); parent; parent = waiting.shift()) {
    for (const [name, child] of Object.entries(parent)) {
      found.push({ parent: parent as Place['parent'], name })
      if (typeof child === 'object' && child !== null) waiting.push(child)
    }
  }
  return found
}

function apply({ parent, name }: Place, { kind, at, filler }: Mutation, places: readonly Place[]) {
  const holder = parent as Record<string, unknown>
  const value = holder[name]
  const set = (key: string, to: unknown) =>
    Object.defineProperty(holder, key, {
      ...{ value: to, enumerable: true, configurable: true, writable: true },
    })
  const other = places[(at * 7 + 3) % places.length]
  if (kind === 'drop') Array.isArray(parent) ? parent.splice(Number(name), 1) : delete holder[name]
  else if (kind === 'replace') set(name, filler)
  else if (kind === 'append') set(name, extended(value, filler))
  else if (kind === 'double') set(name, [value, structuredClone(value)])
  else if (kind === 'wrap') set(name, nested(value, at % 80))
  else if (kind === 'move') set(name, structuredClone(other?.parent))
  else if (kind === 'exchange') {
    // Both pids above all: the other side's name where ours belongs.
    const { consumerPid, providerPid } = holder
    if (consumerPid !== undefined) set('providerPid', consumerPid)
    if (providerPid !== undefined) set('consumerPid', providerPid)
  } else if (!Array.isArray(parent)) {
    delete holder[name]
    set(typeof filler === 'string' ? filler.slice(0, 100) : '__proto__', value)
  }
}

/** One piece more at the end of a text or a list, one member more. */
function extended(value: unknown, filler: Json): unknown {
  if (Array.isArray(value)) return [...value, filler]
  if (typeof value === 'object' && value !== null) return { ...value, 'urn:x:more': filler }
  return `${value}${typeof filler === 'string' ? filler : JSON.stringify(filler)}`
}

function nested(value: unknown, depth: number): unknown {
  let inside = value
  for (let level = 0; level <= depth; level++) inside = level % 2 ? { '@graph': inside } : [inside]
  return inside
}
