import { canonicalJson, type Json } from '@lianshu/kernel'
import { expandOdrlTerm, ODRL } from '@lianshu/protocol/odrl'
import {
  type Condition,
  type Duty,
  isCombination,
  type Policy,
  type Rule,
  type Scope,
} from '../policy.ts'
import { understandPolicy } from '../understand/understand-policy.ts'

/**
 * Do two policies say the same, whatever their class, id, parties and spelling? Both are compared as
 * understood; two that cannot be understood are the same only letter for letter.
 */
export function sameTerms(left: unknown, right: unknown): boolean {
  return termsText(left) === termsText(right)
}

/**
 * What two policies must share to say the same, as one text to compare or hash. Canonical JSON of the
 * understood rules in any order; of the raw rules where the policy is not understood.
 */
export function termsText(json: unknown): string {
  const understood = understandPolicy(json)
  if (!understood.ok) {
    const raw = json as Record<string, unknown>
    const { profile, permission, prohibition, obligation, target } = raw
    return canonicalJson({ profile, permission, prohibition, obligation, target })
  }
  return understoodText(understood.value, json)
}

/** The same text of a policy that was understood already; `json` is what it was read from. */
export function understoodText(policy: Policy, json: unknown): string {
  const { permissions, prohibitions, obligations, target, conflict } = policy
  return canonicalJson({
    profiles: profilesOf(json),
    permissions: sorted(permissions, ruleNode),
    prohibitions: sorted(prohibitions, ruleNode),
    obligations: sorted(obligations, dutyNode),
    target: scopeNode(target),
    ...(conflict !== 'prohibit' && { conflict }),
  })
}

/** The profiles that give the words of a policy their meaning; ODRL's own goes without saying. */
function profilesOf(json: unknown): string[] {
  const { profile } = json as { readonly profile?: string | readonly string[] }
  const named = new Set([profile ?? []].flat().map(expandOdrlTerm))
  named.delete(`${ODRL}core`)
  return [...named].toSorted()
}

/** Order says nothing, except in a sequence. */
const sorted = <T>(list: readonly T[], nodeOf: (item: T) => Json | undefined): string[] =>
  list.map((item) => canonicalJson(nodeOf(item))).toSorted()

/** A rule as it compares with others: without its path and its ids. */
export function ruleNode({ action, refinements, conditions, duties, ...scopes }: Rule): Json {
  return node({
    action,
    conditions: sorted(conditions, conditionNode),
    refinements: sorted(refinements, conditionNode),
    duties: sorted(duties, dutyNode),
    target: scopeNode(scopes.target),
    assigner: scopeNode(scopes.assigner),
    assignee: scopeNode(scopes.assignee),
  })
}

function dutyNode(duty: Duty): Json {
  const { action, amountFen, conditions, refinements, consequences, target, assignee } = duty
  return node({
    action,
    amountFen,
    conditions: sorted(conditions, conditionNode),
    refinements: sorted(refinements, conditionNode),
    consequences: sorted(consequences, dutyNode),
    target: scopeNode(target),
    assignee: scopeNode(assignee),
  })
}

function conditionNode(condition: Condition): Json {
  if (!isCombination(condition)) {
    const { operand, operator, values } = condition
    return { operand, operator, values: [...values] }
  }
  const { logic, conditions } = condition
  const parts = conditions.map((part) => canonicalJson(conditionNode(part)))
  return { logic, parts: logic === 'andSequence' ? parts : parts.toSorted() }
}

const scopeNode = (scope: Scope | undefined): Json | undefined =>
  scope && node({ ...scope, refinements: sorted(scope.refinements, conditionNode) })

/** Without what is undefined or an empty list. */
const node = (value: Readonly<Record<string, Json | undefined>>): Json =>
  Object.fromEntries(
    Object.entries(value).filter(
      ([, content]) => content !== undefined && !(Array.isArray(content) && content.length === 0),
    ),
  ) as Json
