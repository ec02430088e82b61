import type { Theme } from '../routes/context.ts'

const year = 365 * 24 * 60 * 60

/** Reads the theme that the reader chose; anything else means that the system decides. */
export const parseTheme = (text: string | undefined): Theme =>
  text === 'light' || text === 'dark' ? text : 'auto'

/** The theme of the page that is shown now. */
export const currentTheme = (): Theme => parseTheme(document.documentElement.dataset.theme)

/** Shows a theme at once and remembers it in a cookie, so that the next page comes in it from the server. */
export function chooseTheme(theme: Theme): void {
  if (theme === 'auto') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and Safari
  document.cookie = `theme=${theme}; Path=/; Max-Age=${year}; SameSite=Lax`
}
