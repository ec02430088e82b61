import type { AppEnv } from '@lianshu/http'
import type { Context } from 'hono'

const longestMs = 25_000
const lookEveryMs = 40

/**
 * Reads an entity, and when the request asks with `?state=A,B` waits until it is in one of those states,
 * at most 25 seconds. Whoever waits reads the state that comes back.
 */
export async function waitUntil<T extends { readonly state: string }>(
  read: () => Promise<T | undefined>,
  c: Context<AppEnv>,
  closing: AbortSignal,
): Promise<T | undefined> {
  const wanted = c.req.query('state')?.split(',')
  const signal = AbortSignal.any([c.req.raw.signal, closing])
  for (const end = Date.now() + longestMs; ; ) {
    const entity = await read()
    const isDone = !entity || !wanted || wanted.includes(entity.state)
    if (isDone || signal.aborted || Date.now() > end) return entity
    await new Promise((done) => setTimeout(done, lookEveryMs))
  }
}
