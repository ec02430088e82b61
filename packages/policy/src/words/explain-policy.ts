import type { Locale, Words } from '@lianshu/kernel'
import { type Condition, type Duty, isCombination, type Policy, type Rule } from '../policy.ts'
import { actions, type Badge, operandEntry, weakestBadge } from '../vocabulary/index.ts'
import { conditionWords, type SayValue } from './condition-words.ts'
import { dutyWords, ruleWords, scopeWords, withConditions } from './rule-words.ts'
import { yuan } from './value-words.ts'

export interface Sentence {
  readonly modality: 'may' | 'must' | 'must-not' | 'until'
  readonly text: string
  readonly badge: Badge
}

/**
 * A policy in sentences, permissions first, each sentence once, with a badge that never promises more than
 * we do. What bounds every permission alike is said once for all of them. `say` replaces words of values.
 */
export function explainPolicy(policy: Policy, locale: Locale, say?: SayValue): readonly Sentence[] {
  const sentences = new Map<string, Sentence>()
  const add = (modality: Sentence['modality'], words: Words, badge: Badge) => {
    const text = words[locale]
    const key = `${modality} ${text}`
    if (!sentences.has(key)) sentences.set(key, { modality, text, badge })
  }
  for (const rule of policy.permissions) {
    const { zh, en } = ruleWords(rule, say)
    add('may', { zh: `可以${zh}`, en: `You may ${en}` }, badgeOfAction(rule.action))
  }
  for (const [rule, condition, isShared] of boundsOf(policy.permissions)) {
    const words = conditionWords(condition, say)
    const { zh, en } = ruleWords(rule, say)
    const own = { zh: `${zh}:${words.zh}`, en: `To ${en}: ${words.en}` }
    add(modalityOf(condition), isShared ? words : own, badgeOf(condition))
  }
  for (const { zh, en } of commonWords(policy, say)) add('must', { zh, en }, 'attested')
  for (const rule of policy.prohibitions) {
    const { zh, en } = withConditions(ruleWords(rule, say), rule.conditions, say)
    add('must-not', { zh: `不得${zh}`, en: `You must not ${en}` }, badgeOfAction(rule.action))
  }
  for (const [duty, words] of dutiesOf(policy, say)) add('must', words, badgeOfAction(duty))
  if (policy.conflict !== 'prohibit') add('must', conflictWords[policy.conflict], 'enforced')
  return [...sentences.values()]
}

const conflictWords = {
  perm: {
    zh: '许可与禁止同时适用时,以许可为准',
    en: 'Where a permission and a prohibition both apply, the permission wins',
  },
  invalid: {
    zh: '许可与禁止同时适用时,整份策略无效',
    en: 'Where a permission and a prohibition both apply, all of it is void',
  },
} as const satisfies Record<Exclude<Policy['conflict'], 'prohibit'>, Words>

/** The conditions of permissions; those that all of them carry stand first, and once. */
function boundsOf(rules: readonly Rule[]): readonly (readonly [Rule, Condition, boolean])[] {
  const isShared = sharedConditions(rules)
  const all = rules.flatMap((rule) =>
    rule.conditions.map((condition) => [rule, condition, isShared(condition)] as const),
  )
  return all.toSorted(([, , left], [, , right]) => Number(right) - Number(left))
}

/** Whom of a collection, and what of one, the whole policy is about. */
function commonWords({ assignee, target }: Policy, say?: SayValue): readonly Words[] {
  const party = assignee?.isCollection ? scopeWords(assignee, say) : undefined
  const data = target?.isCollection ? scopeWords(target, say) : undefined
  return [
    ...(party ? [{ zh: `仅限 ${party.zh}`, en: `only for ${party.en}` }] : []),
    ...(data ? [{ zh: `仅限数据 ${data.zh}`, en: `only with the data ${data.en}` }] : []),
  ]
}

/** Everything that must be done, by action: the price in one sum, the rest each by itself. */
function dutiesOf(policy: Policy, say?: SayValue): readonly (readonly [string, Words])[] {
  const first = policy.permissions.flatMap((rule) => rule.duties.map((duty) => ({ rule, duty })))
  const all = [...policy.obligations, ...first.map(({ duty }) => duty)]
  const isPrice = (duty: Duty) =>
    duty.amountFen !== undefined && duty.conditions.length + duty.consequences.length === 0
  const fen = all.filter(isPrice).reduce((sum, { amountFen }) => sum + amountFen!, 0)
  const price = { zh: `须支付 ${yuan(fen)} 元`, en: `You must pay ${yuan(fen)} yuan` }
  return [
    ...policy.prohibitions.flatMap(({ duties }) =>
      duties.map((remedy) => {
        const { zh, en } = dutyWords(remedy, say)
        const words = { zh: `如有违反,须${zh}`, en: `Whoever breaks this must ${en}` }
        return [remedy.action, words] as const
      }),
    ),
    ...(fen > 0 ? [['compensate', price] as const] : []),
    ...first
      .filter(({ duty }) => !isPrice(duty))
      .map(({ rule, duty }) => {
        const [use, must] = [ruleWords(rule, say), dutyWords(duty, say)]
        const words = {
          zh: `${use.zh}之前须${must.zh}`,
          en: `Before you ${use.en} you must ${must.en}`,
        }
        return [duty.action, words] as const
      }),
    ...policy.obligations
      .filter((duty) => !isPrice(duty))
      .map((duty) => {
        const { zh, en } = dutyWords(duty, say)
        return [duty.action, { zh: `须${zh}`, en: `You must ${en}` }] as const
      }),
  ]
}

/** Is a condition one that every permission carries? */
function sharedConditions(rules: readonly Rule[]): (condition: Condition) => boolean {
  const [first, ...others] = rules.map(
    ({ conditions }) => new Set(conditions.map((condition) => JSON.stringify(condition))),
  )
  const common = [...(first ?? [])].filter((text) => others.every((texts) => texts.has(text)))
  return (condition) => common.includes(JSON.stringify(condition))
}

const badgeOfAction = (action: string | undefined): Badge =>
  action === undefined ? 'contractual' : (actions[action]?.badge ?? 'contractual')

function modalityOf(condition: Condition): Sentence['modality'] {
  if (isCombination(condition)) return 'must'
  const { operand, operator } = condition
  const ends = (operand === 'dateTime' || operand === 'elapsedTime') && operator.startsWith('l')
  return ends || operandEntry(operand).ends !== undefined ? 'until' : 'must'
}

const badgeOf = (condition: Condition): Badge =>
  isCombination(condition)
    ? weakestBadge(condition.conditions.map(badgeOf))
    : operandEntry(condition.operand).badge
