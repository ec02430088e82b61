import { harmsOf, harmsOfJoin } from './harms-of.ts'
import { type JoinTrafficDeps, openJoinTraffic } from './join/join-traffic.ts'
import { joinOf } from './join/plan-join.ts'
import { judge } from './judge/judge.ts'
import type { Batch } from './plan/batches.ts'
import { edgeName } from './plan/edges.ts'
import { planRun } from './plan/plan-run.ts'
import { openingOf, prepareAgreement } from './prepare-agreement.ts'
import { openStoryBook } from './proxy/story-book.ts'
import { type BatchOutcome, type Found, runBatch, type Scene } from './run-batch.ts'
import type { Tally } from './tally.ts'
import { openWorld, sides, type World } from './world/open-world.ts'
import { noPosition } from './world/positions.ts'
import { takeSnapshot } from './world/take-snapshot.ts'
import { wrongLogs } from './wrong-logs.ts'

export interface WorldPlay {
  readonly seed: number
  readonly directory: string
  readonly firstPort: number
  /** The next batch; undefined when there is none left. */
  readonly next: () => Batch | undefined
  readonly tally: Tally
  readonly say: (line: string) => void
}

/** Plays batches in a world of its own until none is left, and tallies what came of them. */
export async function playWorld(play: WorldPlay): Promise<void> {
  const { firstPort, tally } = play
  const joinDeps: JoinTrafficDeps = {
    harms: (plan) => harmsOfJoin(world, plan),
    passed: ({ step }) => tally.joining.passed(step),
    sprung: ({ step, fault }) => tally.joining.faulted(step, fault.fault),
  }
  const scene: Scene = { book: openStoryBook([]), joins: openJoinTraffic([], joinDeps) }
  const world: World = await openWorld({
    ...{ directory: play.directory, firstPort },
    proxy: {
      book: () => scene.book,
      joins: () => scene.joins,
      passed: (edge) => tally.coverage.passed(edgeName(edge)),
      sprung: (edge, { fault }) => tally.coverage.faulted(edgeName(edge), fault),
      harms: (...at) => harmsOf(world, scene, at),
    },
  })
  const found: Found[] = []
  try {
    const opening = openingOf(world, await prepareAgreement(world))
    for (let batch = play.next(); batch; batch = play.next()) {
      const begun = performance.now()
      const { numbers } = batch
      const plans = numbers.map((number) => planRun(play.seed, number))
      const joins = numbers.flatMap((number) => joinOf(play.seed, number) ?? [])
      scene.joins = openJoinTraffic(joins, joinDeps)
      const outcome = await runBatch(world, scene, { plans, joins, opening })
      const wrong = [...outcome.found, ...(await wrongLogs(world))]
      found.push(...wrong)
      tally.batch(outcome, { runs: numbers.length, newcomers: joins.length })
      tellBatch(play, batch, { wrong, outcome, ms: performance.now() - begun })
    }
    tally.world(world, [...found, ...(await disturbedLater(world, found)), ...ownFailures(world)])
  } finally {
    await world.close()
  }
}

interface Told {
  readonly wrong: readonly Found[]
  readonly outcome: BatchOutcome
  readonly ms: number
}

function tellBatch(
  { say }: Pick<WorldPlay, 'say'>,
  { numbers }: Batch,
  { wrong, outcome, ms }: Told,
): void {
  const seconds = (time: number) => (time / 1000).toFixed(1)
  const verdict = wrong.length === 0 ? 'all agree' : `${wrong.length} violations`
  const times = `${seconds(ms)} s, ${seconds(outcome.playedMs)} s of it under faults`
  for (const { rule, text } of wrong) say(`  ${rule}: ${text}`)
  say(`runs ${numbers[0]} to ${numbers.at(-1)}: ${verdict} (${times})`)
}

/** Judges once more, at the end and over all batches: what was at rest must not have moved since. */
async function disturbedLater(world: World, before: readonly Found[]): Promise<readonly Found[]> {
  const snapshot = await takeSnapshot(world, { consumer: noPosition, provider: noPosition })
  const known = new Set(before.map(({ rule, pid }) => `${rule} ${pid}`))
  return judge(snapshot)
    .filter(({ rule, pid }) => !known.has(`${rule} ${pid}`))
    .map((violation) => ({ ...violation, text: `at the end of all: ${violation.text}` }))
}

/** Processes that did not start, or ended, without anybody having harmed them. */
const ownFailures = ({ nodes, operator }: World): readonly Found[] =>
  [
    ...sides.map((side) => ({ node: side as string, process: nodes[side].connector })),
    { node: 'operator', process: operator.process },
  ].flatMap(({ node, process }) =>
    process.failures.map((text) => ({ rule: 'restart', text: `${node}: ${text}` })),
  )
