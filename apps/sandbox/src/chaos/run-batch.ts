import type { Side } from '@lianshu/exchange'
import type { JoinTraffic } from './join/join-traffic.ts'
import type { JoinPlan } from './join/plan-join.ts'
import { runJoin } from './join/run-join.ts'
import { wrongJoins } from './join/wrong-joins.ts'
import { judge } from './judge/judge.ts'
import type { Violation } from './judge/snapshot.ts'
import { edgeName } from './plan/edges.ts'
import type { RunPlan, Story } from './plan/plan.ts'
import { mayCross } from './plan/way.ts'
import { openStoryBook, type Page, type StoryBook } from './proxy/story-book.ts'
import { type Command, giveCommand } from './story/command.ts'
import { finishStory, runStory, type Stage } from './story/run-story.ts'
import { startWatch, type Watch } from './story/watch.ts'
import { keepHastening } from './world/hasten.ts'
import type { World } from './world/open-world.ts'
import { readPositions } from './world/positions.ts'
import { settle } from './world/settle.ts'
import { takeSnapshot } from './world/take-snapshot.ts'

export interface Found extends Violation {
  /** The story at which it shows; none when it is nobody's in particular. */
  readonly page?: Page
}

/** A planned fault that did no harm. */
export interface Unmet {
  readonly story: string
  readonly text: string
}

export interface BatchOutcome {
  readonly found: readonly Found[]
  readonly processes: number
  readonly planned: number
  readonly unmet: readonly Unmet[]
  /** How long the stories took, in milliseconds; the rest is settling and judging. */
  readonly playedMs: number
}

/** What the batch that runs now tells the proxies. */
export interface Scene {
  book: StoryBook
  joins: JoinTraffic
  watch?: Watch
}

export interface Cast {
  readonly plans: readonly RunPlan[]
  readonly joins: readonly JoinPlan[]
  readonly opening: Stage['opening']
}

/**
 * Plays all stories of a batch of runs side by side, lets everything come to rest, and judges what both
 * sides hold.
 */
export async function runBatch(
  world: World,
  scene: Scene,
  { plans, joins, opening }: Cast,
): Promise<BatchOutcome> {
  const stories: readonly Story[] = plans.flatMap((plan) => plan.stories)
  const begun = performance.now()
  const positions = await readPositions(world)
  const book = openStoryBook(stories)
  const watch = startWatch(world, positions)
  Object.assign(scene, { book, watch })
  const hastening = keepHastening(world)
  const stage = {
    ...{ watch, opening },
    command: (side: Side, command: Command) => giveCommand(world.nodes[side], command),
    note: (story: string, text: string) => book.note(book.page(story)!, text),
  }
  const [left] = await Promise.all([
    Promise.all(stories.map((story) => runStory(stage, story))),
    Promise.all(joins.map((join) => runJoin(world, join))),
  ])
  hastening.stop()
  const playedMs = performance.now() - begun
  const unmet = [...book.pages.flatMap(unmetOf), ...scene.joins.unmet().map(unmetJoin)]
  book.disarm()
  scene.joins.disarm()
  await world.settled()
  // Whose moment came too late is given its order now, so that everybody comes to an end.
  await Promise.all(stories.map((story, index) => finishStory(stage, story, left[index]!)))
  const rested = await settle(world, positions)
  watch.stop()
  const pageOf = (pid: string | undefined) =>
    book.pageOf({ id: '', kind: 'negotiation', to: '', consumerPid: pid })
  const storyOf = (pid: string) => pageOf(pid)?.story
  const snapshot = { ...(await takeSnapshot(world, positions)), storyOf }
  const violations = [...judge(snapshot), ...(await wrongJoins(world, joins))]
  for (const { name } of stories) {
    if (watch.copy('consumer', name) ?? watch.copy('provider', name)) continue
    violations.push({ rule: 'plan kept', text: `story ${name} never began` })
  }
  if (!rested) violations.push({ rule: 'rest', text: 'the connectors did not come to rest' })
  return {
    processes: snapshot.consumer.negotiations.length + snapshot.consumer.transfers.length,
    planned: stories.reduce((sum, { traps }) => sum + traps.length, joins.length),
    ...{ unmet, playedMs },
    found: violations.map((violation) => ({ ...violation, page: pageOf(violation.pid) })),
  }
}

const unmetJoin = ({ slug, step, fault: { fault } }: JoinPlan): Unmet => ({
  story: slug,
  text: `${fault} on its ${step}: it did not come`,
})

function unmetOf({ story, state, armed, missed }: Page): Unmet[] {
  const course = mayCross(story) ? ', where steps crossed,' : ''
  const at = `${course} ${state ? `stood at ${state}` : 'had not begun'}`
  const told =
    (why: string) =>
    ({ edge, fault }: Story['traps'][number]) => ({
      story: story.name,
      text: `${fault} on ${edgeName(edge)}: ${why}`,
    })
  return [
    ...[...armed].map(told(`its process${at} when the faults ended`)),
    ...[...missed].map(told('nobody asked who the sender is')),
  ]
}
