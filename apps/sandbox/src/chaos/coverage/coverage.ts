import type { FaultKind } from '../plan/faults.ts'

/** Which rows, e.g. edges of the machines, were passed by a message, and under which faults. */
export interface Coverage {
  passed(row: string): void
  faulted(row: string, fault: FaultKind): void
  report(): CoverageReport
}

export interface CoverageReport {
  readonly faultKinds: readonly FaultKind[]
  /** How often each row was taken by a message, by its name; every row is there. */
  readonly taken: Readonly<Record<string, number>>
  /** How often each fault hit a message of each row. */
  readonly faults: Readonly<Record<string, Readonly<Partial<Record<FaultKind, number>>>>>
  readonly neverTaken: readonly string[]
  readonly neverHit: readonly string[]
  /** `row, fault` pairs that no run has reached yet. */
  readonly cellsNeverHit: readonly string[]
  readonly cells: number
}

/** Counts what happens to messages of these rows under these faults; others are in no table. */
export function countCoverage(rows: readonly string[], faultKinds: readonly FaultKind[]): Coverage {
  const taken = new Map<string, number>(rows.map((row) => [row, 0]))
  const hit = new Map<string, number>()
  const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1)
  const cell = (row: string, fault: FaultKind) => `${row}, ${fault}`
  return {
    passed: (row) => void count(taken, row),
    faulted(row, fault) {
      count(taken, row)
      count(hit, cell(row, fault))
    },
    report: () => ({
      faultKinds,
      taken: Object.fromEntries(rows.map((row) => [row, taken.get(row) ?? 0])),
      faults: Object.fromEntries(
        rows.map((row) => [
          row,
          Object.fromEntries(faultKinds.map((fault) => [fault, hit.get(cell(row, fault)) ?? 0])),
        ]),
      ),
      neverTaken: rows.filter((row) => taken.get(row) === 0),
      neverHit: rows.filter((row) => !faultKinds.some((fault) => hit.has(cell(row, fault)))),
      cellsNeverHit: rows.flatMap((row) =>
        faultKinds.filter((fault) => !hit.has(cell(row, fault))).map((fault) => cell(row, fault)),
      ),
      cells: rows.length * faultKinds.length,
    }),
  }
}
