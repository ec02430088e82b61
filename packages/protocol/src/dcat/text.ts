import { z } from 'zod'

/** A text in one language, as JSON-LD writes it (JSON-LD 1.1, 4.2.4). */
export const languageText = z.object({
  '@value': z.string().max(20_000),
  '@language': z.string().min(2).max(35),
})
export type LanguageText = z.output<typeof languageText>

/** `{zh, en}` as JSON-LD language texts. */
export const toLanguageTexts = (words: Readonly<Record<string, string>>): LanguageText[] =>
  Object.entries(words).map(([language, text]) => ({ '@value': text, '@language': language }))

/**
 * JSON-LD texts as `{zh, en}`. Accepts what other systems write: a bare string, one object or a list;
 * a text without a language stands under `und`. Anything else is left out.
 */
export function fromLanguageTexts(value: unknown): Record<string, string> {
  const words: Record<string, string> = {}
  for (const item of Array.isArray(value) ? value : [value]) {
    if (typeof item === 'string') words.und ??= item
    const parsed = languageText.safeParse(item)
    if (parsed.success) words[parsed.data['@language']] ??= parsed.data['@value']
  }
  return words
}
