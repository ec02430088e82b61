/** How long something took, by the clock and in this process's own processor time, in milliseconds. */
export interface Took {
  readonly wallMs: number
  /** User and system time of all threads of this process. */
  readonly processorMs: number
}

/** Starts to measure; call the result to read how long it has been. */
export function stopwatch(): () => Took {
  const usage = process.cpuUsage()
  const started = performance.now()
  return () => {
    const wallMs = performance.now() - started
    const { user, system } = process.cpuUsage(usage)
    return { wallMs, processorMs: (user + system) / 1000 }
  }
}
