import { type Logger, mintUrn, systemRandom } from '@lianshu/kernel'
import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from './app-env.ts'

const plainId = /^[A-Za-z0-9._:-]{8,100}$/

/** Gives every request an id (the caller's own when it is plain), a logger, and one line in the log. */
export function requestContext(logger: Logger): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const given = c.req.header('x-request-id')
    const requestId =
      given !== undefined && plainId.test(given) ? given : mintUrn(systemRandom).slice(9)
    const requestLogger = logger.child({ requestId })
    c.set('requestId', requestId)
    c.set('logger', requestLogger)
    const start = performance.now()
    await next()
    c.res.headers.set('x-request-id', requestId)
    requestLogger.debug('request', {
      method: c.req.method,
      path: c.req.path,
      status: c.res.status,
      ms: Math.round(performance.now() - start),
    })
  }
}

/**
 * Headers that keep browsers from guessing, framing or leaking what an API answers. They are set on the
 * answer itself: `c.header` would make it anew, and with it a stream of a body that is a text or bytes.
 */
export function securityHeaders(contentSecurityPolicy: string): MiddlewareHandler<AppEnv> {
  const headers = {
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
  }
  return async (c, next) => {
    await next()
    for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value)
  }
}
