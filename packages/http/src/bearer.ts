import { createHash, timingSafeEqual } from 'node:crypto'
import { type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'

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
