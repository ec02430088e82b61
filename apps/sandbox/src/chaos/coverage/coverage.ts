import { type Edge, edgeName, edges } from '../plan/edges.ts'
import { type FaultKind, faultKinds } from '../plan/faults.ts'

/** Which edges were passed, and under which faults. */
export interface Coverage {
  passed(edge: Edge): void
  faulted(edge: Edge, fault: FaultKind): void
  report(): CoverageReport
}

export interface CoverageReport {
  /** How often each edge was taken by a message, by its name; every edge of the machines is there. */
  readonly edges: Readonly<Record<string, number>>
  /** How often each fault hit a message on each edge. */
  readonly faults: Readonly<Record<string, Readonly<Record<FaultKind, number>>>>
  readonly edgesNeverTaken: readonly string[]
  /** `edge, fault` pairs that no run has reached yet. */
  readonly cellsNeverHit: readonly string[]
}

export function countCoverage(): Coverage {
  const taken = new Map<string, number>(edges.map((edge) => [edgeName(edge), 0]))
  const hit = new Map<string, number>()
  const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1)
  const cell = (edge: string, fault: FaultKind) => `${edge}, ${fault}`
  return {
    passed: (edge) => void count(taken, edgeName(edge)),
    faulted(edge, fault) {
      count(taken, edgeName(edge))
      count(hit, cell(edgeName(edge), fault))
    },
    report() {
      const names = edges.map(edgeName)
      const row = (name: string) =>
        Object.fromEntries(
          faultKinds.map((fault) => [fault, hit.get(cell(name, fault)) ?? 0]),
        ) as Record<FaultKind, number>
      return {
        edges: Object.fromEntries(names.map((name) => [name, taken.get(name) ?? 0])),
        faults: Object.fromEntries(names.map((name) => [name, row(name)])),
        edgesNeverTaken: names.filter((name) => taken.get(name) === 0),
        cellsNeverHit: names.flatMap((name) =>
          faultKinds
            .filter((fault) => !hit.has(cell(name, fault)))
            .map((fault) => cell(name, fault)),
        ),
      }
    },
  }
}
