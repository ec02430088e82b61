import type { Json, Locale, Words } from '@lianshu/kernel'
import { explainPolicy, type Policy, understandPolicy } from '@lianshu/policy'
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

const sentences = (policy: Policy, locale: Locale): PolicySentence[] =>
  explainPolicy(policy, locale, readable).map(({ modality, text, badge }) => ({
    ...{ kind: modality, badge },
    text: locale === 'zh' ? fullWidth(text) : text,
  }))

/** Words where a policy holds names for machines; for reading only. */
function readable(operand: string, value: string | number): Words | undefined {
  if (operand === 'purpose') return purposeWords(String(value))
  if (operand !== 'dateTime') return undefined
  const text = readableInstant(new Date(Number(value)).toISOString())
  return { zh: text, en: text }
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
