import { canonicalJson } from '@lianshu/kernel'
import { expandOdrlTerm, type Offer, unitProperty } from '@lianshu/protocol/odrl'
import { foreignParty, type OfferParties } from './offers-match.ts'

/**
 * The listed offer that a request means whose sender could only retell it. A connector that keeps policies
 * in a model of its own (Eclipse EDC) loses what its model has no room for: the profile, the unit of an
 * amount, the types of literals; and it writes a list as the text of its JSON. A request that names an
 * offer by its id and repeats all the rest means that offer. What the two agree to are the listed words,
 * never the retold ones, which say less. Undefined when no listed offer is meant.
 */
export function retoldOffer(
  requested: unknown,
  listed: readonly Offer[],
  parties: OfferParties,
): Offer | undefined {
  const { '@id': id, profile } = requested as Node
  if (profile !== undefined || foreignParty(requested, parties)) return undefined
  const told = rulesText(requested as Node, [])
  return listed.find(
    (offer) =>
      offer['@id'] === id &&
      [[], [unitProperty]].some((lost) => rulesText(offer, lost) === told) &&
      foreignParty(offer, parties) === undefined,
  )
}

type Node = { readonly [key: string]: unknown }

/** The rules as one text, in any order, without the properties that got `lost`. Everything else is kept. */
function rulesText(policy: Node, lost: readonly string[]): string {
  const { permission = [], prohibition = [], obligation = [] } = policy
  return retell({ permission, prohibition, obligation }, lost)
}

/** From the innermost outwards, so that nothing is written twice, however deep and long a sender makes it. */
function retell(value: unknown, lost: readonly string[]): string {
  if (Array.isArray(value)) {
    return `[${value
      .map((item) => retell(item, lost))
      .toSorted()
      .join()}]`
  }
  if (typeof value !== 'object' || value === null) return canonicalJson(value)
  const kept = Object.entries(value).filter(
    ([key, part]) => part !== undefined && !lost.includes(key),
  )
  const parts = kept.map(([key, part]) => `${canonicalJson(key)}:${retellPart(key, part, lost)}`)
  return `{${parts.toSorted().join()}}`
}

function retellPart(key: string, part: unknown, lost: readonly string[]): string {
  if (key === 'rightOperand') return canonicalJson(texts(part).toSorted())
  const isTerm = (key === 'action' || key === 'leftOperand') && typeof part === 'string'
  return isTerm ? canonicalJson(expandOdrlTerm(part)) : retell(part, lost)
}

/** What a right operand says, as texts: of one literal, of a list, and of a list that has become a text. */
function texts(operand: unknown): string[] {
  if (Array.isArray(operand)) return operand.flatMap(texts)
  return (
    (typeof operand === 'string' ? listIn(operand) : undefined)?.map(textOf) ?? [textOf(operand)]
  )
}

function textOf(literal: unknown): string {
  const isNode = typeof literal === 'object' && literal !== null && !Array.isArray(literal)
  const { '@value': value, '@id': id } = (isNode ? literal : {}) as Node
  const said = value ?? id ?? literal
  return typeof said === 'string' ? said : canonicalJson(said)
}

/** Literals only: what a text hides may be as deep as it is long, and no limit has seen it. */
function listIn(text: string): unknown[] | undefined {
  if (!text.startsWith('[')) return undefined
  try {
    const list: unknown[] = JSON.parse(text)
    return list.every(isLiteral) ? list : undefined
  } catch {
    return undefined
  }
}

const isPlain = (value: unknown): boolean => typeof value !== 'object' || value === null
const isLiteral = (item: unknown): boolean =>
  isPlain(item) || (!Array.isArray(item) && Object.values(item as object).every(isPlain))
