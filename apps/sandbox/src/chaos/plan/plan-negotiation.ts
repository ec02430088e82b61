import type { Side } from '@lianshu/exchange'
import type { Dice } from './dice.ts'
import type { Edge } from './edges.ts'
import type { NegotiationStory } from './plan.ts'

type Course = Pick<NegotiationStory, 'begins' | 'counters' | 'holdAt' | 'orders'>

/** Whose offer is on the table after so many counter-offers decides between both ways to agree. */
const lastState = (begins: Side, counters: number) =>
  (begins === 'consumer') === (counters % 2 === 0) ? 'REQUESTED' : 'OFFERED'

/** A negotiation that takes `edge` on its way: who begins, how many counter-offers, where it is held and ended. */
export function planNegotiation(dice: Dice, edge: Edge): Course {
  const held = edge.to === 'TERMINATED'
  const begins = beginnerFor(dice, edge)
  const counters = dice.pick(countersFor(edge, begins))
  if (!held) return { begins, counters, orders: [] }
  return {
    ...{ begins, counters, holdAt: edge.from },
    orders: [{ by: edge.by, step: 'terminate', at: edge.from }],
  }
}

function beginnerFor(dice: Dice, { from, by }: Edge): Side {
  return from === '' ? by : dice.pick(['consumer', 'provider'])
}

function countersFor({ from, to }: Edge, begins: Side): readonly number[] {
  const all = [0, 1, 2, 3]
  const ending = (state: string) => all.filter((count) => lastState(begins, count) === state)
  if (from === '') return [0, 0, 1, 2]
  if (from === 'REQUESTED' && to === 'OFFERED') return begins === 'consumer' ? [1, 2] : [2, 3]
  if (from === 'OFFERED' && to === 'REQUESTED') return begins === 'provider' ? [1, 2] : [2, 3]
  if (from === 'REQUESTED') return ending('REQUESTED')
  if (from === 'OFFERED' || from === 'ACCEPTED') return ending('OFFERED')
  return all
}
