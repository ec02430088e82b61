import type { Locale, Words } from '@lianshu/kernel'
import type { Use } from '@lianshu/protocol/odrl'
import type { Condition, Policy, RuleAction } from './policy.ts'
import { priceFenOf } from './terms-of.ts'
import { actionWords, conditionWords } from './words.ts'

/**
 * How far a sentence is guaranteed: `enforced` we stop what breaks it, `attested` a signed statement
 * says so, `contractual` only the law stops it.
 */
export type Badge = 'enforced' | 'attested' | 'contractual'

export const badgeWords = {
  enforced: { zh: '技术强制', en: 'enforced' },
  attested: { zh: '签名声明', en: 'attested' },
  contractual: { zh: '合同约束', en: 'contractual' },
} as const satisfies Record<Badge, Words>

export interface Sentence {
  readonly modality: 'may' | 'must' | 'must-not' | 'until'
  readonly text: string
  readonly badge: Badge
}

// What a model's buyer does with it afterwards happens outside every node of ours.
const useBadges: Readonly<Record<Use, Badge>> = {
  train: 'enforced',
  evaluate: 'enforced',
  analyze: 'enforced',
  'export-raw': 'enforced',
  'commercial-model-use': 'contractual',
  'redistribute-derivative': 'contractual',
}

/** A policy in sentences, permissions first, each sentence once, with a badge that never promises more than we do. */
export function explainPolicy(policy: Policy, locale: Locale): readonly Sentence[] {
  const sentences: Sentence[] = []
  const say = (modality: Sentence['modality'], words: Words, badge: Badge) => {
    const text = words[locale]
    const said = sentences.some((other) => other.text === text && other.modality === modality)
    if (!said) sentences.push({ modality, text, badge })
  }
  for (const { action } of policy.permissions) {
    const { zh, en } = actionWords(action)
    say('may', { zh: `可以${zh}`, en: `You may ${en}` }, badgeOfAction(action))
  }
  const whole = everyRuleSame(policy)
  for (const { action, conditions } of policy.permissions) {
    const { zh, en } = actionWords(action)
    const scope = (words: Words): Words =>
      whole ? words : { zh: `${zh}:${words.zh}`, en: `To ${en}: ${words.en}` }
    for (const condition of conditions) {
      say(modalityOf(condition), scope(conditionWords(condition)), badgeOf(condition))
    }
  }
  for (const { action, conditions } of policy.prohibitions) {
    const { zh, en } = actionWords(action)
    const when = conditions.map(conditionWords)
    const zhWhen = when.length > 0 ? `(${when.map((words) => words.zh).join(',')})` : ''
    const enWhen = when.length > 0 ? ` (${when.map((words) => words.en).join(', ')})` : ''
    say(
      'must-not',
      { zh: `不得${zh}${zhWhen}`, en: `You must not ${en}${enWhen}` },
      badgeOfAction(action),
    )
  }
  const fen = priceFenOf(policy)
  if (fen > 0) {
    const yuan = `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`
    say('must', { zh: `须支付 ${yuan} 元`, en: `You must pay ${yuan} yuan` }, 'contractual')
  }
  return sentences
}

/** True when all permissions carry the same conditions, so that these need no scope in words. */
function everyRuleSame(policy: Policy): boolean {
  const texts = policy.permissions.map((rule) => JSON.stringify(rule.conditions))
  return new Set(texts).size <= 1
}

const badgeOfAction = (action: RuleAction): Badge =>
  action === 'use' ? 'contractual' : useBadges[action]

function modalityOf(condition: Condition): Sentence['modality'] {
  const ends = condition.about === 'dateTime' && condition.operator.startsWith('l')
  return ends ? 'until' : 'must'
}

/** A purpose is what the asker signed; times, rounds, cohorts and delivery are checked before every use. */
function badgeOf(condition: Condition): Badge {
  if (condition.about === 'purpose') return 'attested'
  if (condition.about !== 'logic') return 'enforced'
  return condition.conditions.map(badgeOf).includes('attested') ? 'attested' : 'enforced'
}
