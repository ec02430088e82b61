import type { Side } from '@lianshu/exchange'
import type { Dice } from './dice.ts'
import type { Edge } from './edges.ts'
import type { Order, TransferStory } from './plan.ts'

type Course = Pick<TransferStory, 'gate' | 'orders'>
type Step = Order['step']

const sides: readonly Side[] = ['consumer', 'provider']
const stepTo: Readonly<Record<string, Step>> = {
  STARTED: 'resume',
  SUSPENDED: 'suspend',
  COMPLETED: 'complete',
  TERMINATED: 'terminate',
}

const order = (by: Side, step: Step): Order => ({
  ...{ by, step },
  at: step === 'resume' ? 'SUSPENDED' : 'STARTED',
})

/** A pause that `resumer` may lift: the provider lifts every pause, the consumer its own. */
const pauseFor = (dice: Dice, resumer: Side): Order =>
  order(resumer === 'consumer' ? 'consumer' : dice.pick(sides), 'suspend')

/**
 * A transfer that takes `edge` on its way, perhaps after a pause, and comes to some end or rests. One in which
 * the other side's step crosses that edge has no orders behind it.
 */
export function planTransfer(dice: Dice, edge: Edge, crosses: boolean): Course {
  const { from, to, by } = edge
  if (from === 'REQUESTED' && to === 'TERMINATED') {
    if (by === 'provider') return { gate: 'refuse', orders: [] }
    return { gate: 'slow', orders: [{ by, step: 'terminate', at: 'REQUESTED' }] }
  }
  const before = !crosses && dice.chance(0.3) ? pauseAndResume(dice) : []
  if (from === '' || from === 'REQUESTED')
    return { gate: 'open', orders: crosses ? [] : [...before, ...end(dice)] }
  const pause = from === 'SUSPENDED' ? [pauseFor(dice, to === 'STARTED' ? by : 'provider')] : []
  const target = { ...order(by, stepTo[to]!), at: from }
  const orders = [...before, ...pause, target]
  if (crosses) return { gate: 'open', orders }
  const after = to === 'STARTED' ? end(dice) : to === 'SUSPENDED' ? afterPause(dice, by) : []
  return { gate: 'open', orders: [...orders, ...after] }
}

function pauseAndResume(dice: Dice): Order[] {
  const resumer = dice.pick(sides)
  return [pauseFor(dice, resumer), order(resumer, 'resume')]
}

function end(dice: Dice): Order[] {
  const step = dice.pick<Step | undefined>(['complete', 'terminate', undefined])
  return step ? [order(dice.pick(sides), step)] : []
}

function afterPause(dice: Dice, paused: Side): Order[] {
  const choice = dice.pick(['resume', 'terminate', 'rest'])
  if (choice === 'rest') return []
  if (choice === 'terminate') return [{ by: dice.pick(sides), step: 'terminate', at: 'SUSPENDED' }]
  return [order(paused === 'consumer' ? dice.pick(sides) : 'provider', 'resume'), ...end(dice)]
}
