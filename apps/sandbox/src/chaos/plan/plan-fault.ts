import type { Dice } from './dice.ts'
import type { Edge } from './edges.ts'
import { type FaultKind, lightFaults } from './faults.ts'
import type { Order, PlannedFault } from './plan.ts'

/** From the sender of a first message, whose receiver knows nothing yet, only a change of mind can cross. */
const crossings: Readonly<Record<string, readonly Order['step'][]>> = {
  STARTED: ['suspend', 'complete', 'terminate'],
  SUSPENDED: ['resume', 'terminate'],
}

/** Of faults that hold something up, for how many milliseconds at most. */
const slowFaults: Readonly<Partial<Record<FaultKind, number>>> = {
  ...{ delayed: 400, 'late-copy': 1500, 'wallet-delayed': 1500, 'status-delayed': 1500 },
}

/** How long a fault holds something up, or how long after its moment it strikes, in milliseconds. */
export function planDelay(dice: Dice, fault: FaultKind): number {
  const longest = slowFaults[fault]
  return longest ? dice.number(40, longest) : dice.number(0, 12)
}

export function planFault(dice: Dice, edge: Edge, fault: FaultKind): PlannedFault {
  const steps = edge.kind === 'transfer' ? crossings[edge.from] : undefined
  return {
    fault,
    milliseconds: planDelay(dice, fault),
    either: dice.chance(0.5),
    ...(fault === 'crossed' && { crossing: dice.pick(steps ?? ['terminate']) }),
  }
}

export const planLightFault = (dice: Dice, edge: Edge): PlannedFault =>
  planFault(dice, edge, dice.pick(lightFaults))
