import { ruleText } from '../offers/terms-text.ts'
import type { Policy, Rule, Scope } from '../policy.ts'
import { isBarredBy, isPermittedBy } from '../vocabulary/index.ts'

/** A rule that another one leaves without effect. */
export interface DeadRule {
  readonly rule: Rule
  readonly by: Rule
}

/**
 * Permissions that an unconditional prohibition covers, or, where permissions win, the other way round. The
 * covering rule must be about at least the same action, party and asset.
 */
export function deadRules({ permissions, prohibitions, conflict }: Policy): readonly DeadRule[] {
  const wins = conflict === 'perm'
  const [weak, strong] = wins ? [prohibitions, permissions] : [permissions, prohibitions]
  return weak.flatMap((rule) => {
    const by = strong.find((other) => covers(other, rule, wins ? isPermittedBy : isBarredBy))
    return by === undefined ? [] : [{ rule, by }]
  })
}

function covers(
  broad: Rule,
  narrow: Rule,
  reaches: (asked: string, said: string) => boolean,
): boolean {
  const isFree = broad.conditions.length + broad.refinements.length === 0
  const isOpen = reaches === isBarredBy || broad.duties.length === 0
  const action =
    broad.action === undefined ||
    (narrow.action !== undefined && reaches(narrow.action, broad.action))
  return (
    isFree &&
    isOpen &&
    action &&
    coversScope(broad.target, narrow.target) &&
    coversScope(broad.assignee, narrow.assignee)
  )
}

const coversScope = (broad: Scope | undefined, narrow: Scope | undefined): boolean =>
  broad === undefined ||
  (narrow !== undefined && broad.id === narrow.id && broad.refinements.length === 0)

/** Rules that say word for word what one before them says. */
export function repeatedRules(rules: readonly Rule[]): readonly DeadRule[] {
  const seen = new Map<string, Rule>()
  return rules.flatMap((rule) => {
    const text = ruleText(rule)
    const by = seen.get(text)
    if (by === undefined) seen.set(text, rule)
    return by === undefined ? [] : [{ rule, by }]
  })
}
