import type { Words } from '@lianshu/kernel'
import { isLocale, loadedCatalog, type MessageKey } from '../i18n/catalog.ts'

/** The document's title: the subject first, so that many open tabs stay apart. */
export function pageHead(locale: string, page: MessageKey, subject?: Words | string) {
  if (!isLocale(locale)) return {}
  const catalog = loadedCatalog(locale)
  const name = typeof subject === 'string' ? subject : subject?.[locale]
  return {
    meta: [{ title: [name, catalog[page], catalog['brand.name']].filter(Boolean).join(' · ') }],
  }
}
