import { preferredLocale } from '@lianshu/http'
import type { Logger } from '@lianshu/kernel'
import { type Handler, Hono, type MiddlewareHandler } from 'hono'
import { compress } from 'hono/compress'
import type { Get } from '../api/client.ts'
import { locales } from '../i18n/catalog.ts'
import { jsonLdForMachines } from './negotiate.ts'
import { createProxy, problem } from './proxy.ts'
import { type SecurityVariables, securityHeaders } from './security.ts'

export interface AppOptions {
  /** Origin, without a slash at the end. */
  readonly brokerUrl: string
  readonly fetch: typeof fetch
  readonly logger: Logger
  /** Answers the files of the built client. */
  readonly files: Handler
  /** Answers everything below `/zh/` and `/en/`. */
  readonly pages: MiddlewareHandler<{ Variables: SecurityVariables }>
  /** Aborted when the portal closes: streams of events end then. */
  readonly closing?: AbortSignal
}

/** The portal's routes, without a socket: tests call `app.request()`. */
export function createPortalApp(options: AppOptions): Hono<{ Variables: SecurityVariables }> {
  const { brokerUrl, fetch, logger, files, pages, closing } = options
  const app = new Hono<{ Variables: SecurityVariables }>()
  app.use(securityHeaders)

  app.get('/health/live', (context) => context.json({ status: 'ok', name: 'portal' }))
  app.get('/health/ready', async (context) => {
    const answers = await fetch(`${brokerUrl}/api/space`, { signal: AbortSignal.timeout(2_000) })
      .then((answer) => answer.ok)
      .catch(() => false)
    const status = answers ? 'ok' : 'failing'
    return context.json({ status, checks: { broker: { status } } }, answers ? 200 : 503)
  })

  app.get('/api/*', createProxy({ brokerUrl, fetch, logger, closing }))
  app.all('/api/*', () => problem(405, 'Method not allowed', 'The portal only reads.'))

  app.get('/assets/*', files)
  app.get('/favicon.svg', files)

  app.get('/', (context) => {
    context.header('vary', 'accept-language')
    return context.redirect(`/${preferredLocale(context.req.header('accept-language'))}`, 302)
  })
  for (const locale of locales) {
    app.use(`/${locale}/*`, compress())
    app.get(`/${locale}/datasets/:id`, jsonLdForMachines(getFrom(brokerUrl, fetch)))
    app.get(`/${locale}/*`, pages)
  }

  app.notFound(() => problem(404, 'Not found', 'There is no such page. Start at /zh or /en.'))
  app.onError((error, context) => {
    logger.error('a page failed', { path: context.req.path, error: error.stack })
    return problem(500, 'Internal error', 'The page could not be made.')
  })
  return app
}

/** Reads of the page renderer: straight to the broker, with a limit on the wait. */
export const getFrom =
  (brokerUrl: string, fetch: typeof globalThis.fetch): Get =>
  (path) =>
    fetch(brokerUrl + path, { signal: AbortSignal.timeout(10_000), redirect: 'error' })
