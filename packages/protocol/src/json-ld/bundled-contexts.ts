import dspace from './contexts/dspace-2025-1.json' with { type: 'json' }
import edcDspace from './contexts/edc-dspace-0.0.1.json' with { type: 'json' }
import odrlProfile from './contexts/odrl-profile-2025-1.json' with { type: 'json' }
import { readTermTable, type TermTable } from './term-table.ts'

/** The JSON-LD context of the Dataspace Protocol 2025-1. */
export const dspContext = 'https://w3id.org/dspace/2025/1/context.jsonld'
const odrlContext = 'https://w3id.org/dspace/2025/1/odrl-profile.jsonld'

type Body = { readonly [key: string]: unknown }
const bodies = new Map<string, Body>([
  [dspContext, dspace['@context']],
  [odrlContext, odrlProfile['@context']],
  ['https://w3id.org/edc/dspace/v0.0.1', edcDspace['@context']],
])

/** Addresses of the contexts whose terms we know. Another one is refused, never fetched. */
export const knownContexts: readonly string[] = [...bodies.keys()]

/** Contexts that add nothing to what a plain reader of the protocol's own terms sees. */
export const plainContexts: readonly string[] = [dspContext, odrlContext]

const bodyOf = (address: string): Body => {
  const body = bodies.get(address)
  if (body === undefined) throw new Error(`the context ${address} is not bundled`)
  return body
}

const tables = new Map<string, TermTable>()

/** The terms of a bundled context, read when first asked for; throws for an address that is not known. */
export function bundledTable(address: string): TermTable {
  const table = tables.get(address) ?? readTermTable(bodyOf(address), bodyOf)
  tables.set(address, table)
  return table
}

/** Every term of every bundled context, in whichever type's scope, with all that it stands for. */
export function bundledTerms(): ReadonlyMap<string, ReadonlySet<string>> {
  const meanings = new Map<string, Set<string>>()
  const add = ({ byName }: TermTable) => {
    for (const { name, iri, scope } of byName.values()) {
      meanings.set(name, (meanings.get(name) ?? new Set()).add(iri))
      if (scope) add(scope)
    }
  }
  for (const address of knownContexts) add(bundledTable(address))
  return meanings
}
