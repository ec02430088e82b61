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
import type { Context } from 'hono'
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

/** `?limit=` and `?page=` of a list, as its description names them. */
export const pageQuery = z.object({
  limit: z.string().optional().meta({ description: 'Entries of one page' }),
  page: z.string().optional().meta({ description: 'From the Link header of the page before' }),
})

/** How many entries a page has when nobody says, and at most. */
export interface PageLimits {
  readonly defaultLimit?: number
  readonly maxLimit?: number
}

/** For lists that are short as a rule: a reader who knows of no pages still sees them whole. */
export const wholeList: PageLimits = { defaultLimit: 1000, maxLimit: 1000 }

const querySchema = z.object({
  limit: z.coerce.number().int().min(1).optional(),
  page: z.string().optional(),
})

const afterSchema = z.object({ after: z.string() })

/** Reads `?limit=` and `?page=` into a kernel Page; a limit above the largest is lowered to it. */
export function readPage(
  query: Readonly<Record<string, string | undefined>>,
  { defaultLimit = 50, maxLimit = 200 }: PageLimits = {},
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

/**
 * Answers with the page that a query asks for, and names the next one in the `Link` header while there may be
 * one. `placeOf` is what the next page starts after; default: the id of the last entry.
 */
export async function answerPage<T extends { readonly id: string }>(
  c: Context,
  query: z.infer<typeof pageQuery>,
  find: (page: Page) => Promise<readonly T[]>,
  { placeOf = ({ id }: T) => id, ...limits }: PageLimits & { placeOf?: (entry: T) => string } = {},
): Promise<Result<readonly T[], DomainError<'input.invalid'>>> {
  const page = readPage(query, limits)
  if (!page.ok) return page
  const found = await find(page.value)
  const last = found.at(-1)
  if (last && found.length === page.value.limit)
    c.header('link', nextLink(c.req.url, placeOf(last)))
  return ok(found)
}
