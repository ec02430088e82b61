import { z } from 'zod'

const longestMs = 25_000
const lookEveryMs = 40

/** `?state=A,B`: the answer comes when the entity is in one of these states, or after 25 seconds. */
export const stateQuery = z.object({ state: z.string().max(500).optional() })

/**
 * Reads an entity, and when states are named (`A,B`) waits until it is in one of them, at most 25 seconds.
 * Whoever waits reads the state that comes back.
 */
export async function waitUntil<T extends { readonly state: string }>(
  read: () => Promise<T | undefined>,
  states: string | undefined,
  signal: AbortSignal,
): Promise<T | undefined> {
  const wanted = states?.split(',')
  for (const end = Date.now() + longestMs; ; ) {
    const entity = await read()
    const isDone = !entity || !wanted || wanted.includes(entity.state)
    if (isDone || signal.aborted || Date.now() > end) return entity
    await new Promise((done) => setTimeout(done, lookEveryMs))
  }
}
