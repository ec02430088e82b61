import type { Locale } from '@lianshu/kernel'
import type { Catalog, MessageKey } from './catalog.ts'

export type MessageValues = Readonly<Record<string, string | number>>

const placeholder = /\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}/g

/**
 * A message with its values put in. `{n}` takes a value (numbers get group separators), `{n|row|rows}`
 * chooses by count. A value that the caller left out stays visible as `{n}`: seen at once, never silent.
 */
export function translate(
  catalog: Catalog,
  locale: Locale,
  key: MessageKey,
  values: MessageValues = {},
): string {
  return catalog[key].replace(placeholder, (whole, name: string, one?: string, many?: string) => {
    const value = values[name]
    if (value === undefined) return whole
    if (one !== undefined && many !== undefined) return Number(value) === 1 ? one : many
    return typeof value === 'number' ? value.toLocaleString(locale) : value
  })
}

/** The names of the values that a message wants, sorted; for the test that compares languages. */
export const placeholdersOf = (text: string): string[] =>
  [...new Set([...text.matchAll(placeholder)].map((match) => match[1]!))].sort()
