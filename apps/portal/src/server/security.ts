import { randomBytes } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'

export interface SecurityVariables {
  /** Fresh for each answer; only scripts that carry it run. */
  nonce: string
}

/** The content security policy: nothing from elsewhere, no inline script without the nonce. */
export const contentSecurityPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ')

/** Sets the policy and its companions on every answer. */
export const securityHeaders: MiddlewareHandler<{ Variables: SecurityVariables }> = async (
  context,
  next,
) => {
  const nonce = randomBytes(16).toString('base64')
  context.set('nonce', nonce)
  await next()
  const { headers } = context.res
  headers.set('content-security-policy', contentSecurityPolicy(nonce))
  headers.set('x-content-type-options', 'nosniff')
  headers.set('referrer-policy', 'same-origin')
  headers.set('cross-origin-opener-policy', 'same-origin')
  headers.set('cross-origin-resource-policy', 'same-origin')
  headers.set('permissions-policy', 'camera=(), geolocation=(), microphone=()')
}
