import { createRouter, type RouterHistory } from '@tanstack/react-router'
import { Failure } from '../ui/Failure.tsx'
import { Missing } from '../ui/Missing.tsx'
import { PageSkeleton } from '../ui/Skeleton.tsx'
import type { RouterContext } from './context.ts'
import { routeTree } from './tree.ts'

export interface RouterOptions {
  readonly context: RouterContext
  readonly nonce: string | undefined
  readonly history?: RouterHistory
}

/**
 * The pages as one router; made anew for each request on the server and once in a browser.
 * Search parameters stay plain text, so that a GET form and a link make the same URL.
 */
export function createPortalRouter({ context, nonce, history }: RouterOptions) {
  return createRouter({
    routeTree,
    context,
    history,
    ssr: { nonce },
    defaultPreload: 'intent',
    defaultPendingMs: 250,
    defaultStaleTime: 5_000,
    scrollRestoration: false,
    defaultErrorComponent: Failure,
    defaultNotFoundComponent: Missing,
    defaultPendingComponent: PageSkeleton,
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch: (search) => {
      const entries = Object.entries(search).filter(([, value]) => value !== undefined)
      return entries.length > 0 ? `?${new URLSearchParams(entries as [string, string][])}` : ''
    },
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createPortalRouter>
  }
}
