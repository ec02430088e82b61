import type { Logger } from '@lianshu/kernel'
import type { Context } from 'hono'

/** The broker's public reads, and nothing else; one segment never holds a slash, encoded or not. */
const readable: readonly RegExp[] = [
  /^\/api\/space$/,
  /^\/api\/listings(\/[^/]+)?$/,
  /^\/api\/demands(\/[^/]+)?$/,
  /^\/api\/runs(\/[^/]+(\/events)?)?$/,
  /^\/api\/log\/nodes$/,
  /^\/api\/log\/[^/]+\/(head|entries|proof|consistency)$/,
]

/** True for the paths that the portal passes on; `path` is raw, as the browser sent it. */
export const isReadable = (path: string): boolean =>
  path.length <= 600 && !/%2f|%5c|\\|%00/i.test(path) && readable.some((each) => each.test(path))

export interface ProxyOptions {
  readonly brokerUrl: string
  readonly fetch: typeof fetch
  readonly logger: Logger
  /** How long an ordinary read may take, in milliseconds. */
  readonly timeout?: number
  /** Aborted when the portal closes: streams of events end then. */
  readonly closing?: AbortSignal | undefined
}

const passedOn = ['content-type', 'cache-control', 'etag', 'last-modified', 'x-request-id']

/** Answers GET under `/api/` from the broker; streams of events pass through as they come. */
export function createProxy(options: ProxyOptions) {
  const { brokerUrl, fetch, logger, timeout = 15_000, closing } = options
  return async (context: Context): Promise<Response> => {
    const url = new URL(context.req.url)
    if (!isReadable(url.pathname)) return problem(404, 'Not found', 'There is no such read.')
    const streaming = url.pathname.endsWith('/events')
    const ends = streaming ? closing : AbortSignal.timeout(timeout)
    const signal = AbortSignal.any([context.req.raw.signal, ...(ends ? [ends] : [])])
    try {
      const answer = await fetch(brokerUrl + url.pathname + url.search, {
        headers: forwardedHeaders(context.req.raw.headers),
        signal,
        redirect: 'manual',
      })
      if (answer.status >= 300 && answer.status < 400 && answer.status !== 304) {
        await answer.body?.cancel()
        return problem(502, 'Bad gateway', 'The broker answered with a redirect.')
      }
      const headers = new Headers()
      for (const name of passedOn) {
        const value = answer.headers.get(name)
        if (value !== null) headers.set(name, value)
      }
      const body = streaming && answer.body ? endingQuietly(answer.body) : answer.body
      return new Response(body, { status: answer.status, headers })
    } catch (cause) {
      logger.warn('the broker did not answer', { path: url.pathname, cause: String(cause) })
      return problem(502, 'Bad gateway', 'The broker does not answer.')
    }
  }
}

/** The same stream, but a reader who leaves, or a portal that closes, is its end and no error. */
function endingQuietly(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  return new ReadableStream({
    async pull(controller) {
      const next = await reader.read().catch(() => undefined)
      if (next?.value) controller.enqueue(next.value)
      else controller.close()
    },
    cancel: (reason) => reader.cancel(reason).catch(() => {}),
  })
}

function forwardedHeaders(from: Headers): Headers {
  const headers = new Headers({ accept: from.get('accept') ?? 'application/json' })
  for (const name of ['last-event-id', 'if-none-match']) {
    const value = from.get(name)
    if (value !== null) headers.set(name, value)
  }
  return headers
}

/** An RFC 9457 problem document. */
export const problem = (status: number, title: string, detail: string): Response =>
  Response.json(
    { type: 'about:blank', title, status, detail },
    { status, headers: { 'content-type': 'application/problem+json' } },
  )
