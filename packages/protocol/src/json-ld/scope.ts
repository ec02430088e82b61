import { expandPrefix, type Term, type TermTable } from './term-table.ts'

/** The terms that hold at one place of a document: tables over one another, the newest last. */
export interface Scope {
  readonly tables: readonly TermTable[]
  /** The tables that hold again in the nodes inside. */
  readonly inside: readonly TermTable[]
}

export const scopeOf = (tables: readonly TermTable[]): Scope => ({ tables, inside: tables })

export const termNamed = (scope: Scope, name: string): Term | undefined =>
  scope.tables.findLast(({ byName }) => byName.has(name))?.byName.get(name)

/** The term that a writer in this scope uses for an IRI. */
export function termFor(scope: Scope, iri: string): Term | undefined {
  const term = scope.tables.findLast(({ byIri }) => byIri.has(iri))?.byIri.get(iri)
  return term && termNamed(scope, term.name)?.iri === iri ? term : undefined
}

/** A property or type as an absolute IRI or keyword; undefined for a bare word that no context defines. */
export function expandTerm(scope: Scope, name: string): string | undefined {
  const iri = termNamed(scope, name)?.iri ?? expandIri(scope, name)
  return iri.includes(':') || iri.startsWith('@') ? iri : undefined
}

/** An identifier with its prefix written out, if it has one that a context defines. */
export const expandIri = (scope: Scope, text: string): string =>
  expandPrefix(text, (prefix) => {
    const term = termNamed(scope, prefix)
    return term?.isPrefix ? term.iri : undefined
  })

/** The scope inside a node: its types' own terms over those that hold here (JSON-LD 1.1, 4.1.9). */
export function enterNode(scope: Scope, types: readonly string[]): Scope {
  let tables = scope.inside
  let inside = scope.inside
  for (const type of [...new Set(types)].sort()) {
    const own = termNamed(scope, type)?.scope
    // Nodes nest: a table that is the newest already would only be looked through twice.
    if (!own || own === tables.at(-1)) continue
    tables = [...tables, own]
    if (own.propagates) inside = [...inside, own]
  }
  return { tables, inside }
}
