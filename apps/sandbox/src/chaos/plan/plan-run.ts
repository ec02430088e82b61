import { type Dice, diceOf } from './dice.ts'
import { type Edge, edges, type ProcessKind } from './edges.ts'
import { type FaultKind, faultKinds } from './faults.ts'
import type { RunPlan, Story, Trap } from './plan.ts'
import { planFault, planLightFault } from './plan-fault.ts'
import { planNegotiation } from './plan-negotiation.ts'
import { planTransfer } from './plan-transfer.ts'

/** A fault on an edge: what coverage counts. */
export interface Cell {
  readonly edge: Edge
  readonly fault: FaultKind
}

export const cells: readonly Cell[] = edges.flatMap((edge) =>
  faultKinds.map((fault) => ({ edge, fault })),
)

const orders = new Map<number, readonly Cell[]>()

/** The cell that a run is for: each in turn, in an order of the seed's, so that enough runs reach all. */
export function cellOf(seed: number, run: number): Cell {
  const round = Math.floor((run - 1) / cells.length)
  const known = orders.get(seed) ?? diceOf(`${seed} cells`).shuffled(cells)
  orders.set(seed, known)
  return known[(run - 1 - round * cells.length) % cells.length]!
}

/** Runs of a batch start within this time of each other. */
const spreadMs = 4000

/**
 * The plan of one run, a function of seed and number alone. Its first process leads to the run's cell; two
 * others run beside it with light faults, one of each kind at least.
 */
export function planRun(seed: number, run: number): RunPlan {
  const dice = diceOf(`${seed} run ${run}`)
  const { edge, fault } = cellOf(seed, run)
  const startsAfter = dice.number(0, spreadMs)
  const own = planStory(dice, `${run}.0`, edge, startsAfter, [
    { edge, ...planFault(dice, edge, fault) },
    ...lightTraps(dice, edge, 0.3),
  ])
  const kinds: readonly ProcessKind[] = [
    edge.kind === 'negotiation' ? 'transfer' : 'negotiation',
    dice.pick(['negotiation', 'transfer']),
  ]
  const beside = kinds.map((kind, index) => {
    const chosen = dice.pick(edges.filter((candidate) => candidate.kind === kind))
    const starts = startsAfter + dice.number(0, 300)
    const traps = lightTraps(dice, chosen, 0.8)
    return planStory(dice, `${run}.${index + 1}`, chosen, starts, traps)
  })
  return { number: run, stories: [own, ...beside] }
}

function planStory(
  dice: Dice,
  name: string,
  edge: Edge,
  startsAfter: number,
  traps: readonly Trap[],
): Story {
  const common = { name, startsAfter, traps }
  return edge.kind === 'negotiation'
    ? { ...common, kind: 'negotiation', ...planNegotiation(dice, edge) }
    : { ...common, kind: 'transfer', ...planTransfer(dice, edge) }
}

/** Perhaps a light fault on some edge that the process may pass. */
function lightTraps(dice: Dice, { kind }: Edge, probability: number): Trap[] {
  if (!dice.chance(probability)) return []
  const edge = dice.pick(edges.filter((candidate) => candidate.kind === kind))
  return [{ edge, ...planLightFault(dice, edge) }]
}
