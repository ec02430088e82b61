import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { knownContexts } from '../json-ld/bundled-contexts.ts'

interface Processor {
  expand(document: unknown, options: object): Promise<unknown>
  compact(document: unknown, context: unknown, options: object): Promise<object>
}
// The library has no types of its own.
const processor = createRequire(import.meta.url)('jsonld') as Processor

const files = ['dspace-2025-1', 'odrl-profile-2025-1', 'edc-dspace-0.0.1']
const asked = new Set<string>()

type Source = Record<string, unknown>

function read(address: string): { '@context': Source } {
  asked.add(address)
  const name = files[knownContexts.indexOf(address)]
  if (name === undefined) throw new Error(`${address} is not bundled`)
  const file = new URL(`../json-ld/contexts/${name}.json`, import.meta.url)
  return JSON.parse(readFileSync(file, 'utf8'))
}

/**
 * Puts imported terms where they are imported. jsonld.js 9.0.0 keeps what one context made of an import
 * and gives it to the next: two message types one after another, and the second lost its own terms.
 */
const withImports = (source: Source): Source => {
  const { '@import': imported, ...own } = source
  const terms = Object.entries({
    ...(typeof imported === 'string' && read(imported)['@context']),
    ...own,
  })
  return Object.fromEntries(
    terms.map(([name, term]) => {
      const scoped = (term as Source | null)?.['@context']
      return [
        name,
        scoped ? { ...(term as Source), '@context': withImports(scoped as Source) } : term,
      ]
    }),
  )
}

const documentLoader = async (address: string) => ({
  documentUrl: address,
  document: { '@context': withImports(read(address)['@context']) },
})

const options = { documentLoader, base: null }

/** Addresses that the reference asked for so far. */
export const usedContexts = (): ReadonlySet<string> => asked

/** Expands a document with jsonld.js, an independent processor, over the bundled contexts. */
export const expand = (document: unknown): Promise<unknown> => processor.expand(document, options)

/** Compacts an expanded document as another make would, with a context list. */
export async function compactBy(expanded: unknown, contexts: readonly unknown[]): Promise<object> {
  const { '@context': _own, ...compact } = (await processor.compact(
    expanded,
    contexts,
    options,
  )) as Record<string, unknown>
  return { '@context': contexts, ...compact }
}
