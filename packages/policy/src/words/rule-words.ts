import type { Words } from '@lianshu/kernel'
import type { Condition, Duty, Rule, Scope } from '../policy.ts'
import { actions } from '../vocabulary/index.ts'
import { conditionWords, type SayValue } from './condition-words.ts'
import { yuan } from './value-words.ts'

const anything: Words = { zh: '任意使用', en: 'do anything with the data' }

/** A rule's action as a verb with what refines it and, where the rule is about somebody of its own, whom. */
export function ruleWords(rule: Rule, say?: SayValue): Words {
  const verb = rule.action === undefined ? anything : actions[rule.action]!.words
  const { zh, en } = withConditions(verb, rule.refinements, say)
  const data = rule.target && scopeWords(rule.target, say)
  const party = rule.assignee && scopeWords(rule.assignee, say)
  return {
    zh: `${zh}${data ? `(数据 ${data.zh})` : ''}${party ? `(${party.zh})` : ''}`,
    en: `${en}${data ? ` (data ${data.en})` : ''}${party ? ` (as ${party.en})` : ''}`,
  }
}

/** A party, an asset, or those of a collection whom its refinements select. */
export function scopeWords({ id, isCollection, refinements }: Scope, say?: SayValue): Words {
  const member = isCollection ? { zh: `${id} 的成员`, en: `one of ${id}` } : { zh: id, en: id }
  return withConditions(member, refinements, say)
}

export function withConditions(
  words: Words,
  conditions: readonly Condition[],
  say?: SayValue,
): Words {
  if (conditions.length === 0) return words
  const when = conditions.map((condition) => conditionWords(condition, say))
  return {
    zh: `${words.zh}(${when.map(({ zh }) => zh).join(',')})`,
    en: `${words.en} (${when.map(({ en }) => en).join(', ')})`,
  }
}

/** A duty as a verb, with its deadline and what follows when it is not done. */
export function dutyWords(duty: Duty, say?: SayValue): Words {
  const { action, amountFen, conditions, refinements, consequences } = duty
  const verb =
    amountFen === undefined
      ? actions[action]!.words
      : { zh: `支付 ${yuan(amountFen)} 元`, en: `pay ${yuan(amountFen)} yuan` }
  return consequences
    .map((each) => dutyWords(each, say))
    .reduce(
      (sum, { zh, en }) => ({ zh: `${sum.zh};否则还须${zh}`, en: `${sum.en}, or else also ${en}` }),
      withConditions(verb, [...refinements, ...conditions], say),
    )
}
