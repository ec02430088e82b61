import type { Locale, Words } from '@lianshu/kernel'
import { applies } from '../evaluate/readings.ts'
import type { PolicyReport, RuleReport } from '../evaluate/report.ts'
import type { Policy, Rule } from '../policy.ts'
import { actions, operandEntry } from '../vocabulary/index.ts'
import { conditionWords, type SayValue } from './condition-words.ts'
import { decisionWords } from './decision-words.ts'
import { valueWords } from './value-words.ts'

/** Why a decision came out as it did. */
export interface Explanation {
  /** The rule that decided, e.g. `prohibition[0]`; `default` when no rule did. */
  readonly rule: string
  /** One sentence that names it. */
  readonly because: string
  /** What each rule that is about the request came to, in the order of the policy. */
  readonly rules: readonly string[]
}

const signs: Readonly<Record<string, Words>> = {
  yes: { zh: '满足', en: 'met' },
  no: { zh: '未满足', en: 'not met' },
  unknown: { zh: '无法得知', en: 'not known' },
}

/** A decision in words: which rule decided and why, and what became of every rule about the request. */
export function explainDecision(
  policy: Policy,
  report: PolicyReport,
  locale: Locale,
  say?: SayValue,
): Explanation {
  const { decision, rules } = report
  const all = [...policy.permissions, ...policy.prohibitions]
  const named = decision.rule === 'default' ? '' : `${decision.rule}: `
  return {
    rule: decision.rule,
    because: named + decision.words[locale],
    rules: rules.flatMap((each, index) =>
      each.premises.action === 'no' ? [] : [ruleWords(all[index]!, each, say)[locale]],
    ),
  }
}

const kinds: Readonly<Record<RuleReport['kind'], Words>> = {
  permission: { zh: '许可', en: 'permission to' },
  prohibition: { zh: '禁止', en: 'prohibition to' },
}

function ruleWords(rule: Rule, report: RuleReport, say?: SayValue): Words {
  const verb = rule.action === undefined ? decisionWords.unknownAction : actions[rule.action]!.words
  const kind = kinds[report.kind]
  const parts = [...scopeParts(report), ...conditionParts(rule, report, say), ...dutyParts(report)]
  const outcome = parts.length === 0 ? [signs[applies(report)]!] : parts
  return {
    zh: `${report.path},${kind.zh}${verb.zh}:${outcome.map(({ zh }) => zh).join(';')}`,
    en: `${report.path}, ${kind.en} ${verb.en}: ${outcome.map(({ en }) => en).join('; ')}`,
  }
}

function scopeParts({ premises: { assignee, target }, refinements }: RuleReport): readonly Words[] {
  const parts: readonly (readonly [Words, string | undefined])[] = [
    [{ zh: '主体相符', en: 'the party is meant' }, assignee],
    [{ zh: '数据相符', en: 'the data is meant' }, target],
    [{ zh: '在限定范围内', en: 'the refinements hold' }, refinements],
  ]
  return parts
    .filter(([, truth]) => truth === 'no' || truth === 'unknown')
    .map(([words, truth]) => judged(words, truth!))
}

const conditionParts = (rule: Rule, report: RuleReport, say?: SayValue): readonly Words[] =>
  rule.conditions.map((condition, index) => {
    const { operand, satisfaction, left } = report.constraints[index]!
    const words = conditionWords(condition, say)
    if (operand === undefined || left === undefined || satisfaction === 'yes') {
      return judged(words, satisfaction)
    }
    const entry = operandEntry(operand)
    const was = [left]
      .flat()
      .map((value) => say?.(operand, value) ?? valueWords(operand, entry, value))
    return judged(words, satisfaction, was)
  })

function dutyParts({ duties, kind }: RuleReport): readonly Words[] {
  if (kind === 'prohibition') return []
  return duties
    .filter(({ state }) => state !== 'fulfilled' && state !== 'inactive')
    .map(({ action }) => decisionWords.dutyOpen(actions[action]!.words))
}

function judged({ zh, en }: Words, truth: string, was: readonly Words[] = []): Words {
  const sign = signs[truth]!
  const [zhWas, enWas] = [
    was.map((each) => each.zh).join('、'),
    was.map((each) => each.en).join(', '),
  ]
  return {
    zh: `${zh}(${sign.zh}${zhWas && `,实为 ${zhWas}`})`,
    en: `${en} (${sign.en}${enWas && `, it is ${enWas}`})`,
  }
}
