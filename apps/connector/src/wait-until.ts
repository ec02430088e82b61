import { z } from 'zod'
import type { Watch } from './changes.ts'

const longestMs = 25_000
/** Changes of this process are heard at once; this is for those of other replicas. */
const lookEveryMs = 1000

/** `?state=A,B`: the answer comes when the entity is in one of these states, or after 25 seconds. */
export const stateQuery = z.object({ state: z.string().max(500).optional() })

/**
 * Reads an entity, and when states are named (`A,B`) waits until it is in one of them, at most 25 seconds.
 * Whoever waits reads the state that comes back.
 */
export async function waitUntil<T extends { readonly state: string }>(
  read: () => Promise<T | undefined>,
  states: string | undefined,
  {
    watch,
    signal,
  }: {
    readonly watch: (states: readonly string[]) => Watch
    readonly signal: AbortSignal
  },
): Promise<T | undefined> {
  if (!states) return read()
  const wanted = states.split(',')
  // Begun before the first look, so that no change falls between the look and the wait.
  const changes = watch(wanted)
  signal.addEventListener('abort', changes.hurry, { once: true })
  try {
    for (const end = Date.now() + longestMs; ; ) {
      const entity = await read()
      const left = end - Date.now()
      const isDone = !entity || wanted.includes(entity.state)
      if (isDone || signal.aborted || left <= 0) return entity
      await changes.next(Math.min(left, lookEveryMs))
    }
  } finally {
    signal.removeEventListener('abort', changes.hurry)
    changes.close()
  }
}
