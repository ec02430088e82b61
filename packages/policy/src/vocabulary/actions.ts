import type { Words } from '@lianshu/kernel'
import { catenaXActions } from './actions-catena-x.ts'
import { lianshuActions } from './actions-lianshu.ts'
import { odrlActions } from './actions-odrl.ts'
import type { Badge } from './badge.ts'

/** An action that rules may speak of. */
export interface ActionEntry {
  readonly iri: string
  /** The broader action: whoever may do that may do this, whoever must not do that must not do this. */
  readonly includedIn?: string
  /** Broader actions that forbid this one when prohibited, but do not permit it when permitted. */
  readonly barredBy?: readonly string[]
  /** As a verb: "You may …". */
  readonly words: Words
  /** What a permission of it is worth: `enforced` where every such act passes one of our nodes. */
  readonly badge: Badge
}

/** Every action that we know, by its name here. What is not in it is not understood. */
export const actions: Readonly<Record<string, ActionEntry>> = {
  ...odrlActions,
  ...lianshuActions,
  ...catenaXActions,
}

const namesByIri = new Map(Object.entries(actions).map(([name, { iri }]) => [iri, name]))

/** The name of an action by its absolute IRI; undefined when it is not known. */
export const actionNamed = (iri: string): string | undefined => namesByIri.get(iri)

/** An action and everything that includes it, nearest first. */
function broader(name: string): ReadonlySet<string> {
  const found = new Set<string>()
  for (let at: string | undefined = name; at !== undefined; at = actions[at]?.includedIn) {
    if (found.has(at)) throw new Error(`the action ${at} includes itself`)
    found.add(at)
  }
  return found
}

const reach = new Map(Object.keys(actions).map((name) => [name, broader(name)]))

/** Does a permission of `permitted` reach the act `asked`? */
export const isPermittedBy = (asked: string, permitted: string): boolean =>
  reach.get(asked)?.has(permitted) ?? false

/** Does a prohibition of `prohibited` reach the act `asked`? At least as far as a permission would. */
export const isBarredBy = (asked: string, prohibited: string): boolean =>
  isPermittedBy(asked, prohibited) || (actions[asked]?.barredBy?.includes(prohibited) ?? false)
