import { setTimeout as pause } from 'node:timers/promises'
import { DomainFailure } from '@lianshu/kernel'

const firstPauseMs = 500
const longestPauseMs = 30_000

/**
 * The outcome of a work that may be done again from where its stored state stands. While it throws it is done
 * again, after growing pauses: the database is away, and nobody else would do it. A DomainFailure is a
 * decision and thrown on; undefined when the signal ended it before it had an outcome.
 */
export async function despiteOutages<T>(
  work: () => Promise<T>,
  { signal, failed }: { readonly signal: AbortSignal; readonly failed: (error: unknown) => void },
): Promise<T | undefined> {
  for (let failures = 0; !signal.aborted; failures++) {
    try {
      return await work()
    } catch (error) {
      if (error instanceof DomainFailure) throw error
      failed(error)
      const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** failures)
      await pause(pauseMs, undefined, { signal }).catch(() => {})
    }
  }
  return undefined
}
