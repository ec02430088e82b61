import { diceOf } from './dice.ts'
import { type Edge, edges } from './edges.ts'
import { type FaultKind, faultKinds, lightFaults } from './faults.ts'

/** A fault on an edge: what coverage counts. */
export interface Cell {
  readonly edge: Edge
  readonly fault: FaultKind
}

/** Every cell; so many runs reach each of them once. */
export const cellCount = edges.length * faultKinds.length

/** The cell that a run is for. */
export const cellOf = (seed: number, run: number): Cell => nth(`${seed} cells`, run - 1, faultKinds)

/** The cells of the two processes that run beside a run's own: edges in turn, faults without a restart. */
export const lightCellsOf = (seed: number, run: number): readonly [Cell, Cell] => {
  const cell = (index: number) => nth(`${seed} light cells`, index, lightFaults)
  return [cell(2 * run - 2), cell(2 * run - 1)]
}

const orders = new Map<
  string,
  { readonly edges: readonly Edge[]; readonly faults: readonly FaultKind[] }
>()

/**
 * Edges take turns, in an order of the seed's, so that as many runs as there are edges pass every one; each
 * time that an edge has its turn again it is with its next fault, and each edge begins at another.
 */
function nth(seed: string, index: number, kinds: readonly FaultKind[]): Cell {
  const dice = diceOf(seed)
  const order = orders.get(seed) ?? { edges: dice.shuffled(edges), faults: dice.shuffled(kinds) }
  orders.set(seed, order)
  const place = index % edges.length
  const turn = Math.floor(index / edges.length)
  return { edge: order.edges[place]!, fault: order.faults[(turn + place) % kinds.length]! }
}
