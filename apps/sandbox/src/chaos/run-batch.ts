import type { Side } from '@lianshu/exchange'
import { judge } from './judge/judge.ts'
import type { Violation } from './judge/snapshot.ts'
import type { RunPlan, Story } from './plan/plan.ts'
import { openStoryBook, type Page, type StoryBook } from './proxy/story-book.ts'
import { type Command, giveCommand } from './story/command.ts'
import { finishStory, runStory } from './story/run-story.ts'
import { startWatch, type Watch } from './story/watch.ts'
import type { World } from './world/open-world.ts'
import { readPositions } from './world/positions.ts'
import { settle } from './world/settle.ts'
import { takeSnapshot } from './world/take-snapshot.ts'

export interface Found extends Violation {
  /** The story at which it shows; none when it is nobody's in particular. */
  readonly page?: Page
}

export interface BatchOutcome {
  readonly found: readonly Found[]
  readonly processes: number
  /** Traps that met no message: their story went another way. */
  readonly unsprung: number
}

/** What the batch that runs now tells the proxies. */
export interface Scene {
  book: StoryBook
  watch?: Watch
}

/**
 * Plays all stories of a batch of runs side by side, lets everything come to rest, and judges what both
 * sides hold.
 */
export async function runBatch(
  world: World,
  scene: Scene,
  plans: readonly RunPlan[],
  opening: Parameters<typeof runStory>[0]['opening'],
): Promise<BatchOutcome> {
  const stories: readonly Story[] = plans.flatMap((plan) => plan.stories)
  const positions = await readPositions(world)
  const book = openStoryBook(stories)
  const watch = startWatch(world, positions)
  Object.assign(scene, { book, watch })
  const stage = {
    ...{ watch, opening },
    command: (side: Side, command: Command) => giveCommand(world.nodes[side], command),
    note: (story: string, text: string) => book.note(book.page(story)!, text),
  }
  await Promise.all(stories.map((story) => runStory(stage, story)))
  const unsprung = book.pages.reduce((sum, { armed }) => sum + armed.size, 0)
  book.disarm()
  await world.settled()
  // Whose moment came too late is given its order now, so that everybody comes to an end.
  await Promise.all(stories.map((story) => finishStory(stage, story)))
  const rested = await settle(world, positions)
  watch.stop()
  const snapshot = await takeSnapshot(world, positions)
  const violations = [...judge(snapshot)]
  if (!rested) violations.push({ rule: 'rest', text: 'the connectors did not come to rest' })
  const processes = snapshot.consumer.negotiations.length + snapshot.consumer.transfers.length
  const pageOf = ({ pid }: Violation) =>
    book.pageOf({ id: '', kind: 'negotiation', to: '', consumerPid: pid })
  return {
    ...{ processes, unsprung },
    found: violations.map((violation) => ({ ...violation, page: pageOf(violation) })),
  }
}
