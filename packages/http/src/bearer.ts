import { createHash, timingSafeEqual } from 'node:crypto'
import { type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from './app-env.ts'
import { renderProblem } from './problem.ts'

const maxHeader = 20_000

/** The token in an `Authorization: Bearer` header (RFC 6750 section 2.1). */
export function bearerToken(
  header: string | undefined,
): Result<string, DomainError<'auth.missing' | 'auth.invalid'>> {
  if (header === undefined || header === '') {
    return err(domainError('auth.missing', 'send an Authorization header with a Bearer token'))
  }
  const token = header.length > maxHeader ? undefined : /^Bearer ([\w.~+/-]+=*)$/i.exec(header)?.[1]
  if (token === undefined) {
    return err(domainError('auth.invalid', 'the Authorization header is not "Bearer <token>"'))
  }
  return ok(token)
}

/** Compares two secrets in a time that tells nothing about either, their lengths included. */
export function constantTimeEquals(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(left), digest(right))
}

/** Lets a request pass that carries the secret, as Bearer token or in `x-api-key`. */
export function requireApiKey(secret: string): MiddlewareHandler<AppEnv> {
  if (secret.length < 16) throw new TypeError('an API key has at least 16 characters')
  return async (c, next) => {
    const apiKey = c.req.header('x-api-key')
    const given = apiKey ? ok(apiKey) : bearerToken(c.req.header('authorization'))
    if (!given.ok) return renderProblem(c, given.error)
    if (!constantTimeEquals(given.value, secret)) {
      return renderProblem(c, domainError('auth.invalid', 'the API key is not valid'))
    }
    return next()
  }
}
