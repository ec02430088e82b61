/** Runs that share the connectors at one time. */
export const batchSize = 25

export interface Batch {
  readonly numbers: readonly number[]
}

/** The whole batches that hold the runs `from` to `from + runs - 1`; batches begin at 1, 26, 51, …. */
export function batchesOf(from: number, runs: number): readonly Batch[] {
  const first = Math.floor((from - 1) / batchSize)
  const last = Math.floor((from + runs - 2) / batchSize)
  return Array.from({ length: last - first + 1 }, (_, index) => ({
    numbers: Array.from({ length: batchSize }, (__, run) => (first + index) * batchSize + run + 1),
  }))
}
