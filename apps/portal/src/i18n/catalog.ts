import type { Locale } from '@lianshu/kernel'

type English = typeof import('./messages/en.json', { with: { 'resolution-mode': 'import' }})

/** Every sentence that the portal can say; en.json is the list, zh.json must match it (tested). */
export type MessageKey = keyof English
export type Catalog = Readonly<Record<MessageKey, string>>

export const locales: readonly Locale[] = ['zh', 'en']

export const isLocale = (text: string | undefined): text is Locale => text === 'zh' || text === 'en'

const loaded = new Map<Locale, Catalog>()

/** Loads one language; each is its own chunk, so a reader downloads only the language read. */
export async function loadCatalog(locale: Locale): Promise<Catalog> {
  const known = loaded.get(locale)
  if (known) return known
  const module =
    locale === 'zh'
      ? await import('./messages/zh.json', { with: { type: 'json' } })
      : await import('./messages/en.json', { with: { type: 'json' } })
  loaded.set(locale, module.default)
  return module.default
}

/** The language loaded before; throws when it was not, which is a bug of the caller. */
export function loadedCatalog(locale: Locale): Catalog {
  const catalog = loaded.get(locale)
  if (!catalog) throw new Error(`the ${locale} catalog was not loaded before use`)
  return catalog
}
