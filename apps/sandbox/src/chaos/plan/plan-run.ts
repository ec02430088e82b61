import { type Cell, cellOf, lightCellsOf } from './cells.ts'
import { type Dice, diceOf } from './dice.ts'
import { edgeName } from './edges.ts'
import type { RunPlan, Story, Trap } from './plan.ts'
import { planFault, planLightFault } from './plan-fault.ts'
import { planNegotiation } from './plan-negotiation.ts'
import { planTransfer } from './plan-transfer.ts'
import { wayOf } from './way.ts'

/** Runs of a batch start within this time of each other. */
const spreadMs = 4000

/**
 * The plan of one run, a function of seed and number alone. Its first process leads to the run's cell; two
 * others run beside it, each to a cell of its own that costs no restart.
 */
export function planRun(seed: number, run: number): RunPlan {
  const dice = diceOf(`${seed} run ${run}`)
  const startsAfter = dice.number(0, spreadMs)
  const cells = [cellOf(seed, run), ...lightCellsOf(seed, run)]
  const stories = cells.map((cell, index) => {
    const starts = startsAfter + (index === 0 ? 0 : dice.number(0, 300))
    return planStory(dice, `${run}.${index}`, starts, cell, index === 0 ? 0.1 : 0.4)
  })
  return { number: run, stories }
}

/** `hasty`: how likely it is that orders do not wait for the other side, so that steps may cross by themselves. */
function planStory(
  dice: Dice,
  name: string,
  startsAfter: number,
  { edge, fault }: Cell,
  hasty: number,
): Story {
  const traps = [{ edge, ...planFault(dice, edge, fault) }]
  const common = { name, startsAfter, traps, ...(dice.chance(hasty) && { hasty: true as const }) }
  const crosses = fault === 'crossed'
  const story: Story =
    edge.kind === 'negotiation'
      ? { ...common, kind: 'negotiation', ...planNegotiation(dice, edge) }
      : { ...common, kind: 'transfer', ...planTransfer(dice, edge, crosses) }
  // Behind a crossing nobody knows where the process goes.
  if (crosses || story.hasty) return story
  return { ...story, traps: [...traps, ...alsoOnTheWay(dice, story)] }
}

/** Perhaps one more fault, on another edge of the same process: what went wrong once may go wrong again. */
function alsoOnTheWay(dice: Dice, story: Story): Trap[] {
  if (!dice.chance(0.3)) return []
  const taken = new Set(story.traps.map(({ edge }) => edgeName(edge)))
  const free = wayOf(story).filter((edge) => !taken.has(edgeName(edge)))
  if (free.length === 0) return []
  const edge = dice.pick(free)
  return [{ edge, ...planLightFault(dice, edge) }]
}
