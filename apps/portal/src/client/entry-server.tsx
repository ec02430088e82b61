import { createRequestHandler, defaultRenderHandler } from '@tanstack/react-router/ssr/server'
import { createApi, type Get } from '../api/client.ts'
import type { Theme } from '../routes/context.ts'
import { createPortalRouter } from '../routes/router.ts'

export interface RenderRequest {
  readonly request: Request
  /** Reaches the broker without a detour over the portal's own address. */
  readonly get: Get
  readonly theme: Theme
  readonly nonce: string
  /** URLs of the built client: the entry script, its static imports, the style sheet. */
  readonly assets: {
    readonly script: string
    readonly preloads: readonly string[]
    readonly styles: readonly string[]
  }
}

/** One page as HTML with its loaders' data inside. */
export async function renderPage(page: RenderRequest): Promise<Response> {
  const { script, preloads, styles } = page.assets
  const handle = createRequestHandler({
    request: page.request,
    createRouter: () =>
      createPortalRouter({
        context: { api: createApi(page.get), theme: page.theme },
        nonce: page.nonce,
      }),
    getRouterManifest: () => ({
      routes: {
        __root__: {
          css: [...styles],
          preloads: [...preloads],
          scripts: [{ attrs: { type: 'module', async: true, src: script } }],
        },
      },
    }),
  })
  return handle(defaultRenderHandler)
}
