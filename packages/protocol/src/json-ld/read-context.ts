import { DomainFailure, domainError } from '@lianshu/kernel'
import { bundledTable, bundledTerms, knownContexts } from './bundled-contexts.ts'
import { type Scope, scopeOf } from './scope.ts'
import { iriStem, type Term, type TermTable } from './term-table.ts'

const mostContexts = 16
const mostPrefixes = 50
const prefixName = /^[A-Za-z][\w.-]{0,99}$/

/**
 * The terms that a message's `@context` brings. Taken are the bundled contexts, and objects that name
 * prefixes and nothing else: whatever could give a term another meaning is refused, and nothing is ever
 * fetched. Without a context only absolute IRIs mean anything. Throws DomainFailure `input.unsupported`
 * for a context that is not known and `input.invalid` for what is none.
 */
export function readContext(context: unknown): Scope {
  if (context === undefined) return scopeOf([])
  if (!Array.isArray(context) || context.length === 0 || context.length > mostContexts) {
    return refuse('input.invalid', `@context must be a list of 1 to ${mostContexts} contexts`)
  }
  return scopeOf(context.map(readOne))
}

function readOne(context: unknown): TermTable {
  if (typeof context === 'string') {
    if (knownContexts.includes(context)) return bundledTable(context)
    return refuse('input.unsupported', 'a JSON-LD context is named that is not known here')
  }
  if (typeof context !== 'object' || context === null || Array.isArray(context)) {
    return refuse('input.invalid', 'a context is an address or an object of prefixes')
  }
  return readPrefixes(context)
}

function readPrefixes(context: object): TermTable {
  const prefixes = Object.entries(context)
  if (prefixes.length > mostPrefixes) {
    return refuse('input.unsupported', `a context names more than ${mostPrefixes} prefixes`)
  }
  const known = bundledTerms()
  const terms = prefixes.map(([name, iri]): [string, Term] => {
    const isPrefix = typeof iri === 'string' && iriStem.test(iri) && prefixName.test(name)
    if (!isPrefix) {
      return refuse('input.unsupported', 'a context in a message may name prefixes only')
    }
    if (known.has(name) && !known.get(name)?.has(iri)) {
      return refuse('input.unsupported', `a context gives "${name}" another meaning`)
    }
    return [name, { name, iri, isSet: false, isPrefix: true }]
  })
  return { byName: new Map(terms), byIri: new Map(), propagates: true }
}

function refuse(code: 'input.invalid' | 'input.unsupported', message: string): never {
  throw new DomainFailure(domainError(code, message, { at: '$.@context' }))
}
