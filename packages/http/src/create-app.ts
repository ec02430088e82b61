import { OpenAPIHono } from '@hono/zod-openapi'
import { domainError, type Logger } from '@lianshu/kernel'
import type { App, AppEnv, RenderError } from './app-env.ts'
import { checkText, limitBodySize } from './body-limits.ts'
import { registerOpenApi } from './openapi.ts'
import { renderProblem, renderThrown } from './problem.ts'
import { requestContext, securityHeaders } from './request-context.ts'
import { validationHook } from './validation-hook.ts'

export interface AppOptions {
  readonly name: string
  readonly version: string
  readonly logger: Logger
  /** Largest body in bytes, for all paths or by path. Default 1 MiB. */
  readonly maxBodyBytes?: number | ((path: string) => number)
  /** Default: an API shows nothing, so nothing may load. */
  readonly contentSecurityPolicy?: string
  /** For paths whose protocol has error bodies of its own: whatever goes wrong there takes that form. */
  readonly renderError?: RenderError
}

/**
 * An empty app with what every node needs: request ids, a log line per request, size and depth limits,
 * security headers, problems for everything that goes wrong, and `/openapi.json`.
 */
export function createApp(options: AppOptions): App {
  const app: App = new OpenAPIHono<AppEnv>({ defaultHook: validationHook })
  const policy = options.contentSecurityPolicy ?? "default-src 'none'; frame-ancestors 'none'"
  app.use(requestContext(options.logger))
  app.use((c, next) => {
    c.set('renderError', options.renderError)
    return next()
  })
  app.use(securityHeaders(policy))
  app.use(limitBodySize(options.maxBodyBytes ?? 1024 * 1024))
  app.use(checkText)
  app.onError((thrown, c) => renderThrown(c, thrown))
  app.notFound((c) =>
    renderProblem(c, domainError('not-found', `there is no ${c.req.method} ${c.req.path} here`)),
  )
  registerOpenApi(app, { title: options.name, version: options.version })
  return app
}
