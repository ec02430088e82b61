import type { MiddlewareHandler } from 'hono'
import { compress } from 'hono/compress'
import type { AppEnv } from './app-env.ts'

/** In bytes; below it, compressing takes longer than sending. Answers say how long they are. */
const threshold = 16_384
const json = compress({
  ...{ encoding: 'gzip', threshold },
  contentTypeFilter: /^application\/(?:[\w.]+\+)?json\b/i,
})

/** Compresses JSON for whoever says that it takes gzip (RFC 9110, 12.5.3); others wait for nothing. */
export const gzipWhenAsked: MiddlewareHandler<AppEnv> = (c, next) =>
  c.req.header('accept-encoding') === undefined ? next() : json(c, next)
