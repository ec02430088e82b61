import type { Locale, Words } from '@lianshu/kernel'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { loadedCatalog, type MessageKey } from './catalog.ts'
import { type MessageValues, translate } from './translate.ts'

export interface I18n {
  readonly locale: Locale
  /** A sentence of the portal. */
  t(key: MessageKey, values?: MessageValues): string
  /** A sentence whose key is made at run time (`state.STARTED`); falls back to the last part of it. */
  label(group: string, value: string, values?: MessageValues): string
  /** A text that came with the data, in the reader's language. */
  say(words: Words | string): string
}

/** Binds one loaded language. */
export function createI18n(locale: Locale): I18n {
  const catalog = loadedCatalog(locale)
  return {
    locale,
    t: (key, values) => translate(catalog, locale, key, values),
    label(group, value, values) {
      const key = `${group}.${value}`
      if (!Object.hasOwn(catalog, key)) return value
      return translate(catalog, locale, key as MessageKey, values)
    },
    say: (words) => (typeof words === 'string' ? words : words[locale] || words.en || words.zh),
  }
}

const I18nContext = createContext<I18n | undefined>(undefined)

export function I18nProvider(props: { readonly locale: Locale; readonly children: ReactNode }) {
  const value = useMemo(() => createI18n(props.locale), [props.locale])
  return <I18nContext value={value}>{props.children}</I18nContext>
}

/** The reader's language; throws outside of the localised pages. */
export function useI18n(): I18n {
  const value = useContext(I18nContext)
  if (!value) throw new Error('useI18n needs an I18nProvider above it')
  return value
}
