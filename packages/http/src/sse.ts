import type { Json } from '@lianshu/kernel'
import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { AppEnv } from './app-env.ts'

/** One server-sent event; `id` comes back in Last-Event-ID when the client reconnects. */
export interface ServerEvent {
  readonly id?: string
  readonly event?: string
  readonly data: Json
}

export interface EventStream {
  /** Yields events after `lastEventId` until `signal` aborts: the client left or the server closes. */
  readonly events: (
    lastEventId: string | undefined,
    signal: AbortSignal,
  ) => AsyncIterable<ServerEvent>
  /** A comment line keeps proxies from closing a quiet stream. Default 15 000 ms. */
  readonly heartbeatMs?: number
  /** Ends the stream when the server closes. */
  readonly closing?: AbortSignal
}

/** Answers with server-sent events (HTML standard, section 9.2). */
export function streamEvents(c: Context<AppEnv>, options: EventStream): Response {
  const { events, heartbeatMs = 15_000, closing } = options
  const lastEventId = c.req.header('last-event-id')?.slice(0, 200)
  const logger = c.get('logger')
  return streamSSE(c, async (stream) => {
    const left = new AbortController()
    stream.onAbort(() => left.abort())
    const signal = closing ? AbortSignal.any([left.signal, closing]) : left.signal
    const heartbeat = setInterval(() => void stream.write(': alive\n\n'), heartbeatMs)
    try {
      await stream.write('retry: 2000\n\n')
      for await (const { id, event, data } of untilAborted(events(lastEventId, signal), signal)) {
        await stream.writeSSE({ id, event, data: JSON.stringify(data) })
      }
    } catch (error) {
      if (!signal.aborted) logger.error('event stream failed', { error: String(error) })
    } finally {
      clearInterval(heartbeat)
      left.abort()
    }
  })
}

/** Stops reading a source as soon as the signal aborts, even while the source itself waits. */
async function* untilAborted<T>(source: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  const iterator = source[Symbol.asyncIterator]()
  const { promise: aborted, resolve } = Promise.withResolvers<{ done: true; value: undefined }>()
  const stop = () => resolve({ done: true, value: undefined })
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop, { once: true })
  try {
    while (true) {
      const step = await Promise.race([iterator.next(), aborted])
      if (step.done) return
      yield step.value
    }
  } finally {
    signal.removeEventListener('abort', stop)
    // Not awaited: a generator that waits for its next event would not return before that one.
    void iterator.return?.()
  }
}
