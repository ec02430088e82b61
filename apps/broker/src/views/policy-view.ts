import type { Json, Locale } from '@lianshu/kernel'
import { type Condition, explainPolicy, type Policy, understandPolicy } from '@lianshu/policy'
import { purposeWords } from './purpose-words.ts'

/** One sentence of an offer as a page shows it. */
export interface PolicySentence {
  readonly kind: 'may' | 'must' | 'must-not' | 'until'
  readonly text: string
  readonly badge: string
}

/**
 * An offer in sentences of both languages, without IRIs and instants. What bounds every permission alike
 * is said once for all of them. An offer that is not understood in full says nothing.
 */
export function policyView(offer: Json | undefined): Record<Locale, readonly PolicySentence[]> {
  const policy = understandPolicy(offer)
  if (!policy.ok) return { zh: [], en: [] }
  return { zh: sentences(policy.value, 'zh'), en: sentences(policy.value, 'en') }
}

function sentences(policy: Policy, locale: Locale): PolicySentence[] {
  const readable = everyCondition(policy, (condition) => inWords(condition, locale))
  const [first, ...others] = readable.permissions.map(({ conditions }) =>
    conditions.map((condition) => JSON.stringify(condition)),
  )
  const common = new Set(first?.filter((text) => others.every((texts) => texts.includes(text))))
  const isCommon = (condition: Condition) => common.has(JSON.stringify(condition))
  const shared = onlyConditions(readable, isCommon)
  const own = onlyConditions(readable, (condition) => !isCommon(condition))
  const said = [...explainPolicy(shared, locale), ...explainPolicy(own, locale)]
  const once = new Map(said.map((sentence) => [`${sentence.modality} ${sentence.text}`, sentence]))
  return [...once.values()].map(({ modality, text, badge }) => ({
    ...{ kind: modality, badge },
    text: locale === 'zh' ? fullWidth(text) : text,
  }))
}

const everyCondition = (policy: Policy, change: (condition: Condition) => Condition): Policy => ({
  ...policy,
  permissions: policy.permissions.map((rule) => ({
    ...rule,
    conditions: rule.conditions.map(change),
  })),
  prohibitions: policy.prohibitions.map((rule) => ({
    ...rule,
    conditions: rule.conditions.map(change),
  })),
})

const onlyConditions = (policy: Policy, keep: (condition: Condition) => boolean): Policy => ({
  ...policy,
  permissions: policy.permissions.map((rule) => ({
    ...rule,
    conditions: rule.conditions.filter(keep),
  })),
})

/** The same condition with words where it holds names for machines; for reading only. */
function inWords(condition: Condition, locale: Locale): Condition {
  if (condition.about === 'purpose') {
    return { ...condition, values: condition.values.map((value) => purposeWords(value)[locale]) }
  }
  if (condition.about === 'dateTime') {
    return { ...condition, instant: readableInstant(condition.instant) }
  }
  if (condition.about !== 'logic') return condition
  return { ...condition, conditions: condition.conditions.map((each) => inWords(each, locale)) }
}

/** `2027-11-23T00:00:00.000Z` as `2027-11-23 00:00 UTC`. */
const readableInstant = (instant: string): string =>
  instant.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d).*Z$/, '$1 $2 UTC')

const fullWidth = (text: string): string =>
  text
    .replaceAll('(', '（')
    .replaceAll(')', '）')
    .replace(/:(?=\D)/g, '：')
    .replaceAll(',', '，')
