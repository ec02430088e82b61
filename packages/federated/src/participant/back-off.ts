/** Waits that grow with every failure in a row, jittered so that owners do not come back all at once. */
export interface BackOff {
  /** Waits 0.5–1 times 200 ms · 2^failures, at most 10 s; returns early when the signal is aborted. */
  wait(signal: AbortSignal): Promise<void>
  reset(): void
}

export function createBackOff(firstMs = 200, longestMs = 10_000): BackOff {
  let failures = 0
  return {
    async wait(signal) {
      const span = Math.min(longestMs, firstMs * 2 ** failures++)
      await pause(span * (0.5 + Math.random() / 2), signal)
    },
    reset() {
      failures = 0
    },
  }
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  await new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    signal.addEventListener('abort', done)
  })
}
