import type { Locale } from '@lianshu/kernel'

/** The language that an Accept-Language header (RFC 9110 section 12.5.4) prefers; en when it names neither. */
export function preferredLocale(acceptLanguage: string | undefined): Locale {
  let best: { locale: Locale; quality: number } = { locale: 'en', quality: 0 }
  for (const range of (acceptLanguage ?? '').slice(0, 500).split(',')) {
    const [tag = '', ...parameters] = range.trim().toLowerCase().split(';')
    const locale = /^(zh|en)(-|$)/.exec(tag)?.[1] as Locale | undefined
    const weight = parameters.find((parameter) => parameter.trim().startsWith('q='))
    const quality = weight === undefined ? 1 : Number(weight.trim().slice(2))
    if (locale !== undefined && quality > best.quality) best = { locale, quality }
  }
  return best.locale
}
