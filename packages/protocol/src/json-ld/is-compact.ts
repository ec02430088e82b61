import { bundledTable, dspContext, plainContexts } from './bundled-contexts.ts'
import { levels } from './levels.ts'
import type { TermTable } from './term-table.ts'

/** Words whose values are a closed list in the protocol: another spelling of one is not plain. */
const closedLists = new Set(['@type', 'eventType', 'state', 'operator'])

/**
 * Whether a message already has the form that a reader of plain JSON expects: the protocol's own
 * context, and no property, type or state of it under another spelling. Looks no deeper than `depth`
 * levels and needs no JSON-LD; most messages are such.
 */
export function isCompact(message: unknown, depth: number): boolean {
  if (!hasPlainContext(message)) return false
  let left = depth
  for (const level of levels(message)) {
    if (level.some(hasOtherSpelling)) return false
    if (left-- === 0) break
  }
  return true
}

function hasPlainContext(message: unknown): boolean {
  const contexts = (message as { '@context'?: unknown } | null)?.['@context']
  if (!Array.isArray(contexts) || !contexts.includes(dspContext)) return false
  return contexts.every((context) => plainContexts.includes(context))
}

function hasOtherSpelling(node: object): boolean {
  if (Array.isArray(node)) return false
  for (const [key, value] of Object.entries(node)) {
    if (isOtherSpelling(key)) return true
    if (closedLists.has(key) && typeof value === 'string' && isOtherSpelling(value)) return true
  }
  return false
}

function isOtherSpelling(word: string): boolean {
  const colon = word.indexOf(':')
  if (colon < 1) return false
  const { prefixes, iris } = spellings()
  return prefixes.has(word.slice(0, colon)) || iris.has(word)
}

interface Spellings {
  readonly prefixes: ReadonlySet<string>
  /** Every term of the protocol's context as an IRI. */
  readonly iris: ReadonlySet<string>
}
let found: Spellings | undefined

function spellings(): Spellings {
  if (found) return found
  const prefixes = new Set<string>()
  const iris = new Set<string>()
  const add = ({ byName }: TermTable) => {
    for (const { name, iri, isPrefix, scope } of byName.values()) {
      if (isPrefix) prefixes.add(name)
      else iris.add(iri)
      if (scope) add(scope)
    }
  }
  add(bundledTable(dspContext))
  found = { prefixes, iris }
  return found
}
