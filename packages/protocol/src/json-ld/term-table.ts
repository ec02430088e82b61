/** What a term of a context means (JSON-LD 1.1, 9.15.1), as far as the bundled contexts go. */
export interface Term {
  readonly name: string
  /** An absolute IRI, or a keyword that the term is another name of. */
  readonly iri: string
  /** How a bare text under this term is read: as an IRI, or as a word of the vocabulary; else as a text. */
  readonly coercion?: '@id' | '@vocab'
  /** The term always holds a list. */
  readonly isSet: boolean
  /** `term:name` is short for an IRI: the term was given as a text that ends where a name can follow. */
  readonly isPrefix: boolean
  /** Terms that hold inside a node of this type. */
  readonly scope?: TermTable
}

/** The terms of one context, both ways. */
export interface TermTable {
  readonly byName: ReadonlyMap<string, Term>
  readonly byIri: ReadonlyMap<string, Term>
  /** Whether the terms hold in the nodes inside as well (`@propagate`). */
  readonly propagates: boolean
}

type Source = { readonly [key: string]: unknown }
type Load = (address: string) => Source
/** What a prefix stands for. */
export type Prefixes = (name: string) => string | undefined

/**
 * Reads the body of a `@context`; imports come from `load`. A keyword that this does not know throws: a
 * context that is understood in part may mean something else.
 */
export function readTermTable(source: Source, load: Load, outer: Prefixes = none): TermTable {
  const byName = new Map<string, Term>()
  for (const part of [importedBy(source, load), source]) {
    const prefixes: Prefixes = (name) => (typeof part[name] === 'string' ? part[name] : outer(name))
    for (const [name, definition] of Object.entries(part)) {
      if (!name.startsWith('@')) byName.set(name, readTerm(name, definition, load, prefixes))
      else if (!keywords.includes(name)) throw new Error(`a bundled context uses ${name}`)
    }
  }
  const byIri = new Map([...byName.values()].map((term) => [term.iri, term]))
  return { byName, byIri, propagates: source['@propagate'] === true }
}

const none: Prefixes = () => undefined
const keywords = ['@version', '@protected', '@import', '@propagate']

const importedBy = (source: Source, load: Load): Source =>
  typeof source['@import'] === 'string' ? load(source['@import']) : {}

function readTerm(name: string, definition: unknown, load: Load, prefixes: Prefixes): Term {
  const detail = (typeof definition === 'string' ? { '@id': definition } : definition) as Source
  const scope = detail['@context'] as Source | undefined
  const iri = expandPrefix(String(detail['@id']), prefixes)
  return {
    name,
    iri,
    isPrefix: typeof definition === 'string' && iriStem.test(iri),
    ...(detail['@type'] !== undefined && { coercion: String(detail['@type']) as '@id' | '@vocab' }),
    isSet: detail['@container'] === '@set',
    ...(scope && { scope: readTermTable(scope, load, prefixes) }),
  }
}

/** An IRI that a name can follow (JSON-LD 1.1, 4.1.5). */
export const iriStem = /^[A-Za-z][A-Za-z0-9+.-]*:\S{0,500}[:/?#[\]@]$/

/** `odrl:use` as an absolute IRI; what has no known prefix, or none at all, stays as it is. */
export function expandPrefix(text: string, prefixes: Prefixes): string {
  const colon = text.indexOf(':')
  if (colon < 1 || text.startsWith('//', colon + 1)) return text
  const stem = prefixes(text.slice(0, colon))
  return stem === undefined ? text : stem + text.slice(colon + 1)
}
