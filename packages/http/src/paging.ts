import {
  type DomainError,
  domainError,
  err,
  fromBase64Url,
  fromUtf8,
  type Json,
  ok,
  type Page,
  type Result,
  toBase64Url,
  utf8,
} from '@lianshu/kernel'
import { z } from 'zod'

/** A page token: opaque to callers, so what is inside may change. */
export const pageToken = (value: Json): string => toBase64Url(utf8(JSON.stringify(value)))

/** Reads a page token that came from outside; `input.invalid` when it is not one of ours. */
export function readPageToken<T>(
  token: string,
  schema: z.ZodType<T>,
): Result<T, DomainError<'input.invalid'>> {
  try {
    if (token.length > 2_000) throw new TypeError('too long')
    return ok(schema.parse(JSON.parse(fromUtf8(fromBase64Url(token)))))
  } catch {
    const message = 'the page token is not valid; start again without it'
    return err(domainError('input.invalid', message, { at: 'page' }))
  }
}

const querySchema = z.object({
  limit: z.coerce.number().int().min(1).optional(),
  page: z.string().optional(),
})

const afterSchema = z.object({ after: z.string() })

/** Reads `?limit=` and `?page=` into a kernel Page; a limit above the largest is lowered to it. */
export function readPage(
  query: Readonly<Record<string, string | undefined>>,
  { defaultLimit = 50, maxLimit = 200 } = {},
): Result<Page, DomainError<'input.invalid'>> {
  const parsed = querySchema.safeParse(query)
  if (!parsed.success) {
    const message = 'limit must be a whole number from 1 on'
    return err(domainError('input.invalid', message, { at: 'limit' }))
  }
  const limit = Math.min(parsed.data.limit ?? defaultLimit, maxLimit)
  if (parsed.data.page === undefined) return ok({ limit })
  const token = readPageToken(parsed.data.page, afterSchema)
  return token.ok ? ok({ limit, after: token.value.after }) : token
}

/** The `Link` header (RFC 8288) to the next page, which starts after the id `after`. */
export function nextLink(requestUrl: string, after: string): string {
  const url = new URL(requestUrl)
  url.searchParams.set('page', pageToken({ after }))
  return `<${url.pathname}${url.search}>; rel="next"`
}
