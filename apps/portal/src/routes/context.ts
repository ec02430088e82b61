import type { Api } from '../api/client.ts'

export type Theme = 'light' | 'dark' | 'auto'

/** What every route's loader and the document shell may use. */
export interface RouterContext {
  readonly api: Api
  readonly theme: Theme
}
