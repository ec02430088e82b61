import { setTimeout as sleep } from 'node:timers/promises'
import type { Side } from '@lianshu/exchange'
import { isFinal } from '../plan/edges.ts'
import type { Order, Story } from '../plan/plan.ts'
import { leadsTo, mayCross } from '../plan/way.ts'
import { sides } from '../world/open-world.ts'
import { isAtRest } from './at-rest.ts'
import { type Command, type CommandAnswer, inShort } from './command.ts'
import type { Watch } from './watch.ts'

export interface Stage {
  readonly watch: Watch
  command(side: Side, command: Command): Promise<CommandAnswer>
  /** The command that begins a story, at the side that begins it. */
  opening(story: Story): Command
  note(story: string, text: string): void
}

/** How long a story waits for its next moment: longer than all the outages of a batch together. */
const patienceMs = 120_000
/** Steps that crossed may have led it elsewhere: how long it may rest at another state on both sides. */
const astrayMs = 6000
/** A transaction whose client was killed may still commit for a moment. */
const afterlifeMs = 300

/**
 * Plays one story: begins it, gives its orders when their moment has come, and waits for the end. Resolves to
 * the orders whose moment did not come.
 */
export async function runStory(stage: Stage, story: Story): Promise<readonly Order[]> {
  await sleep(story.startsAfter)
  const left = await play(stage, story, story.orders)
  const { watch } = stage
  await watch.until(() => restOf(watch, story) !== undefined, patienceMs)
  return left
}

/** Once the faults are over, gives the orders whose moment came too late for the patience of the story. */
export async function finishStory(
  stage: Stage,
  story: Story,
  left: readonly Order[],
): Promise<void> {
  if (left.length > 0 || !stage.watch.copy('consumer', story.name)) await play(stage, story, left)
}

async function play(
  stage: Stage,
  story: Story,
  orders: readonly Order[],
): Promise<readonly Order[]> {
  if (!(await begin(stage, story))) return orders
  for (const [index, order] of orders.entries()) {
    if (!(await give(stage, story, order))) return orders.slice(index)
  }
  return []
}

/** The state at which both copies rest; undefined while they are under way. */
function restOf(watch: Watch, { name }: Story): string | undefined {
  const [ours, theirs] = [watch.copy('consumer', name), watch.copy('provider', name)]
  return ours && ours.state === theirs?.state && isAtRest(ours) ? ours.state : undefined
}

async function begin(stage: Stage, story: Story): Promise<boolean> {
  const side = story.kind === 'negotiation' ? story.begins : 'consumer'
  const { watch } = stage
  const begun = () => watch.copy(side, story.name) !== undefined
  for (let attempt = 0; attempt < 10 && !begun(); attempt++) {
    const answer = await stage.command(side, stage.opening(story))
    stage.note(story.name, `${side} begins: ${inShort(answer)}`)
    if (answer === 'gone' || 'code' in answer) await sleep(afterlifeMs)
    await watch.look()
  }
  return begun()
}

/** False when the order's moment cannot come any more, or did not come in time. */
async function give(
  { watch, command, note }: Stage,
  story: Story,
  { by, step, at }: Order,
): Promise<boolean> {
  const { name, kind } = story
  const state = () => watch.copy(by, name)?.state ?? ''
  const isOver = () => isFinal(kind, state() || at)
  const awaited = story.hasty ? [by] : sides
  const isMoment = () =>
    awaited.every((side) => {
      const copy = watch.copy(side, name)
      return copy?.state === at && (story.hasty || copy.countersLeft === 0)
    })
  let astraySince: number | undefined
  const isAstray = () => {
    const rest = mayCross(story) ? restOf(watch, story) : undefined
    astraySince = rest === undefined || rest === at ? undefined : (astraySince ?? Date.now())
    return astraySince !== undefined && Date.now() - astraySince > astrayMs
  }
  await watch.until(() => isMoment() || isOver() || isAstray(), patienceMs)
  if (!isMoment()) return false
  let isGiven = false
  for (let attempt = 0; attempt < 10 && state() === at; attempt++) {
    const { id } = watch.copy(by, name)!
    const answer = await command(by, { name: 'step', kind, id, step })
    note(name, `${by} is told to ${step} at ${at}: ${inShort(answer)}`)
    isGiven = answer !== 'gone' && 'state' in answer
    if (isGiven || (answer !== 'gone' && 'code' in answer && answer.code === 'state.illegal')) break
    await sleep(afterlifeMs)
    await watch.look()
  }
  await watch.look()
  // Nobody knows of one whose side was killed with it: where it left no trace, its moment may come again.
  return !isOver() && (isGiven || state() === leadsTo[step])
}
