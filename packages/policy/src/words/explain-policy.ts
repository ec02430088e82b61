import type { Locale, Words } from '@lianshu/kernel'
import { type Condition, type Duty, isCombination, type Policy, type Rule } from '../policy.ts'
import { priceFenOf } from '../terms/terms-of.ts'
import { actions, type Badge, operandEntry, weakestBadge } from '../vocabulary/index.ts'
import { conditionWords, type SayValue } from './condition-words.ts'
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
    const { zh, en } = scopedAction(rule, say)
    add('may', { zh: `可以${zh}`, en: `You may ${en}` }, badgeOfAction(rule.action))
  }
  const isShared = sharedConditions(policy.permissions)
  const bound = (rule: Rule, condition: Condition) => {
    const words = conditionWords(condition, say)
    const { zh, en } = scopedAction(rule, say)
    const text = isShared(condition)
      ? words
      : { zh: `${zh}:${words.zh}`, en: `To ${en}: ${words.en}` }
    add(modalityOf(condition), text, badgeOf(condition))
  }
  // What holds for all stands before what holds for some.
  for (const shared of [true, false]) {
    for (const rule of policy.permissions) {
      for (const condition of rule.conditions) {
        if (isShared(condition) === shared) bound(rule, condition)
      }
    }
  }
  for (const rule of policy.prohibitions) {
    const { zh, en } = withConditions(scopedAction(rule, say), rule.conditions, say)
    add('must-not', { zh: `不得${zh}`, en: `You must not ${en}` }, badgeOfAction(rule.action))
    for (const remedy of rule.duties) {
      const duty = dutyText(remedy, say)
      add(
        'must',
        { zh: `如有违反,须${duty.zh}`, en: `Whoever breaks this must ${duty.en}` },
        actions[remedy.action]!.badge,
      )
    }
  }
  const fen = priceFenOf(policy)
  if (fen > 0) {
    const words = { zh: `须支付 ${yuan(fen)} 元`, en: `You must pay ${yuan(fen)} yuan` }
    add('must', words, 'contractual')
  }
  for (const rule of policy.permissions) {
    for (const duty of rule.duties.filter(({ amountFen }) => amountFen === undefined)) {
      const [use, must] = [scopedAction(rule, say), dutyText(duty, say)]
      add(
        'must',
        { zh: `${use.zh}之前须${must.zh}`, en: `Before you ${use.en} you must ${must.en}` },
        actions[duty.action]!.badge,
      )
    }
  }
  for (const duty of policy.obligations.filter(({ amountFen }) => amountFen === undefined)) {
    const { zh, en } = dutyText(duty, say)
    add('must', { zh: `须${zh}`, en: `You must ${en}` }, actions[duty.action]!.badge)
  }
  return [...sentences.values()]
}

/** The action with what refines it and, where a rule is about somebody of its own, whom. */
function scopedAction(rule: Rule, say?: SayValue): Words {
  const verb = rule.action === undefined ? anything : actions[rule.action]!.words
  const asset = rule.target && { zh: `(数据 ${rule.target.id})`, en: ` (data ${rule.target.id})` }
  const party = rule.assignee && {
    zh: `(${rule.assignee.id})`,
    en: ` (as ${rule.assignee.id})`,
  }
  const refinements = [rule, rule.target, rule.assignee].flatMap((each) => each?.refinements ?? [])
  const { zh, en } = withConditions(verb, refinements, say)
  return {
    zh: `${zh}${asset?.zh ?? ''}${party?.zh ?? ''}`,
    en: `${en}${asset?.en ?? ''}${party?.en ?? ''}`,
  }
}

const anything: Words = { zh: '任意使用', en: 'do anything with the data' }

function withConditions(words: Words, conditions: readonly Condition[], say?: SayValue): Words {
  if (conditions.length === 0) return words
  const when = conditions.map((condition) => conditionWords(condition, say))
  return {
    zh: `${words.zh}(${when.map(({ zh }) => zh).join(',')})`,
    en: `${words.en} (${when.map(({ en }) => en).join(', ')})`,
  }
}

function dutyText(duty: Duty, say?: SayValue): Words {
  const { action, amountFen, conditions, refinements, consequences } = duty
  const pay = amountFen !== undefined && {
    zh: `支付 ${yuan(amountFen)} 元`,
    en: `pay ${yuan(amountFen)} yuan`,
  }
  const first = withConditions(pay || actions[action]!.words, [...refinements, ...conditions], say)
  return consequences
    .map((each) => dutyText(each, say))
    .reduce(
      (sum, { zh, en }) => ({ zh: `${sum.zh};否则还须${zh}`, en: `${sum.en}, or else also ${en}` }),
      first,
    )
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
