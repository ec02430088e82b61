import type { Dice } from './dice.ts'
import type { Edge } from './edges.ts'
import { type FaultKind, lightFaults } from './faults.ts'
import type { Order, PlannedFault } from './plan.ts'

/** From the sender of a first message, whose receiver knows nothing yet, only a change of mind can cross. */
const crossings: Readonly<Record<string, readonly Order['step'][]>> = {
  STARTED: ['suspend', 'complete', 'terminate'],
  SUSPENDED: ['resume', 'terminate'],
}

export function planFault(dice: Dice, edge: Edge, fault: FaultKind): PlannedFault {
  const slow = fault === 'delayed' || fault === 'late-copy'
  const steps = edge.kind === 'transfer' ? crossings[edge.from] : undefined
  return {
    fault,
    milliseconds: slow ? dice.number(40, fault === 'delayed' ? 400 : 1500) : dice.number(0, 12),
    either: dice.chance(0.5),
    ...(fault === 'crossed' && { crossing: dice.pick(steps ?? ['terminate']) }),
  }
}

export const planLightFault = (dice: Dice, edge: Edge): PlannedFault =>
  planFault(dice, edge, dice.pick(lightFaults))
