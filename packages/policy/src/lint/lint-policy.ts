import type { Words } from '@lianshu/kernel'
import type { Policy, Rule } from '../policy.ts'
import { operandEntry, operands } from '../vocabulary/index.ts'
import { conditionWords } from '../words/condition-words.ts'
import { contractualOnly } from './contractual-only.ts'
import { contradictoryOperands } from './contradictions.ts'
import { deadRules, repeatedRules } from './dead-rules.ts'
import type { Finding } from './finding.ts'
import { findingWords } from './finding-words.ts'
import { everyComparison, mustHold } from './must-hold.ts'

export interface LintOptions {
  /** ISO 8601 instant: what ends before it is over. */
  readonly at?: string
  /** Operands whose values the enforcement point can give; what others ask for is always refused. */
  readonly known?: readonly string[]
}

/**
 * Finds in a policy that was understood what its owner can hardly have meant: contradictions, rules without
 * effect, terms that nobody can enforce or that always refuse. Errors first.
 */
export function lintPolicy(policy: Policy, options: LintOptions = {}): readonly Finding[] {
  const rules = [...policy.permissions, ...policy.prohibitions]
  const findings: Finding[] = [
    ...rules.flatMap(contradictionsOf),
    ...deadRules(policy).map(({ rule, by }) =>
      found('dead-rule', 'error', rule.path, findingWords.dead(by.path)),
    ),
    ...policy.permissions.flatMap((rule) => overOf(rule, options.at)),
    ...[...repeatedRules(policy.permissions), ...repeatedRules(policy.prohibitions)].map(
      ({ rule, by }) =>
        found('repeated-rule', 'warning', rule.path, findingWords.repeated(by.path)),
    ),
    ...policy.permissions.flatMap((rule) => unknownOf(rule, mustHold(rule.conditions), options)),
    ...policy.prohibitions.flatMap((rule) =>
      unknownOf(rule, everyComparison(rule.conditions), options),
    ),
    ...contractualOnly(policy).map(({ path, what }) =>
      found('contractual-only', 'warning', path, findingWords.contractual(what)),
    ),
  ]
  const isUseless = policy.permissions.every(({ path }) =>
    findings.some(({ at, severity }) => at === path && severity === 'error'),
  )
  const empty = found('nothing-permitted', 'error', '$', findingWords.nothing)
  return [...(isUseless ? [empty] : []), ...findings].toSorted(
    (left, right) => Number(right.severity === 'error') - Number(left.severity === 'error'),
  )
}

const found = (
  code: Finding['code'],
  severity: Finding['severity'],
  at: string,
  words: Words,
): Finding => ({ code, severity, at, words })

const contradictionsOf = ({ path, conditions }: Rule): readonly Finding[] =>
  contradictoryOperands(conditions).map((operand) =>
    found('contradiction', 'error', path, findingWords.contradiction(operandEntry(operand).words)),
  )

function overOf({ path, conditions }: Rule, at: string | undefined): readonly Finding[] {
  if (at === undefined) return []
  const now = Date.parse(at)
  return mustHold(conditions)
    .filter(({ operand, operator, values }) => {
      const ends = operand === 'dateTime' ? operator.startsWith('lt') : isEndDate(operand)
      return ends && Number(values[0]) < now
    })
    .map((condition) => found('over', 'error', path, findingWords.over(conditionWords(condition))))
}

const isEndDate = (operand: string): boolean => operandEntry(operand).ends === 'at'

function unknownOf(
  { path }: Rule,
  comparisons: ReturnType<typeof mustHold>,
  { known }: LintOptions,
): readonly Finding[] {
  if (known === undefined) return []
  const missing = new Set(
    comparisons
      .map(({ operand }) => operand)
      .filter((operand) => !known.includes(operand) && operands[operand]!.source !== 'contract'),
  )
  return [...missing].map((operand) =>
    found('never-known', 'warning', path, findingWords.unknown(operandEntry(operand).words)),
  )
}
