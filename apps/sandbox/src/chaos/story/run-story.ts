import { setTimeout as sleep } from 'node:timers/promises'
import type { Side } from '@lianshu/exchange'
import { isFinal } from '../plan/edges.ts'
import type { Order, Story } from '../plan/plan.ts'
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

/** How long a story waits for its next moment; afterwards the settling decides what became of it. */
const patienceMs = 20_000
/** A transaction whose client was killed may still commit for a moment. */
const afterlifeMs = 300

/** Plays one story: begins it, gives its orders when their moment has come, and waits for the end. */
export async function runStory(stage: Stage, story: Story): Promise<void> {
  await sleep(story.startsAfter)
  const { watch } = stage
  if (!(await begin(stage, story))) return
  for (const order of story.orders) if (!(await give(stage, story, order))) break
  const { name } = story
  await watch.until(() => {
    const [ours, theirs] = [watch.copy('consumer', name), watch.copy('provider', name)]
    return ours !== undefined && ours.state === theirs?.state && isAtRest(ours)
  }, patienceMs)
}

/** Gives the order that a negotiation waits for, when its outages lasted longer than the story's patience. */
export async function finishStory(stage: Stage, story: Story): Promise<void> {
  const { watch } = stage
  const [order] = story.orders
  if (story.kind !== 'negotiation' || !order) return
  const state = () => watch.copy(order.by, story.name)?.state
  const isOver = () => isFinal(story.kind, state() ?? order.at)
  await watch.until(() => state() === order.at || isOver(), 4 * patienceMs)
  if (!isOver()) await give(stage, story, order)
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

/** False when the order's moment cannot come any more. */
async function give(stage: Stage, story: Story, { by, step, at }: Order): Promise<boolean> {
  const { watch } = stage
  const { name, kind } = story
  const state = () => watch.copy(by, name)?.state ?? ''
  await watch.until(() => state() === at || isFinal(kind, state() || at), patienceMs)
  for (let attempt = 0; attempt < 10 && state() === at; attempt++) {
    const { id } = watch.copy(by, name)!
    const answer = await stage.command(by, { name: 'step', kind, id, step })
    stage.note(name, `${by} is told to ${step} at ${at}: ${inShort(answer)}`)
    if (answer !== 'gone' && (!('code' in answer) || answer.code === 'state.illegal')) break
    await sleep(afterlifeMs)
    await watch.look()
  }
  await watch.look()
  return !isFinal(kind, state() || at)
}
