import { verifyNodeLog } from '@lianshu/cli'
import type { Side } from '@lianshu/exchange'
import type { ChaosArgs } from './chaos-args.ts'
import { type CoverageReport, countCoverage } from './coverage/coverage.ts'
import { batchesOf } from './plan/batches.ts'
import { planRun } from './plan/plan-run.ts'
import { openingOf, prepareAgreement } from './prepare-agreement.ts'
import type { ProxyDeps } from './proxy/fault-proxy.ts'
import { openStoryBook } from './proxy/story-book.ts'
import { type Found, runBatch, type Scene } from './run-batch.ts'
import { giveCommand, inShort } from './story/command.ts'
import { openWorld, sides, type World } from './world/open-world.ts'

export interface CampaignReport {
  readonly runs: number
  readonly processes: number
  readonly faults: number
  readonly kills: number
  readonly databaseRestarts: number
  /** Planned faults whose message never came, because another fault led the story elsewhere. */
  readonly unsprung: number
  readonly found: readonly Found[]
  readonly coverage: CoverageReport
}

export interface CampaignDeps {
  readonly directory: string
  readonly firstPort: number
  readonly say: (line: string) => void
  readonly signal: AbortSignal
}

/** Plays every batch that holds one of the wanted runs. Throws when the world itself does not come up. */
export async function runCampaign(
  args: Pick<ChaosArgs, 'runs' | 'seed' | 'from'>,
  { directory, firstPort, say, signal }: CampaignDeps,
): Promise<CampaignReport> {
  const coverage = countCoverage()
  const scene: Scene = { book: openStoryBook([]) }
  const report = { runs: 0, processes: 0, faults: 0, unsprung: 0, found: [] as Found[] }
  const world: World = await openWorld({
    ...{ directory, firstPort },
    proxy: {
      book: () => scene.book,
      passed: coverage.passed,
      sprung(edge, { fault }) {
        report.faults++
        coverage.faulted(edge, fault)
      },
      harms: (...at) => harmsOf(world, scene, at),
    },
  })
  try {
    const agreementId = await prepareAgreement(world)
    const opening = openingOf(world, agreementId)
    for (const { numbers } of batchesOf(args.from, args.runs)) {
      if (signal.aborted) break
      const begun = performance.now()
      const plans = numbers.map((number) => planRun(args.seed, number))
      const outcome = await runBatch(world, scene, plans, opening)
      const found = [...outcome.found, ...(await wrongLogs(world))]
      report.runs += numbers.length
      report.processes += outcome.processes
      report.unsprung += outcome.unsprung
      report.found.push(...found)
      const seconds = ((performance.now() - begun) / 1000).toFixed(1)
      const verdict = found.length === 0 ? 'all agree' : `${found.length} violations`
      for (const { rule, text } of found) say(`  ${rule}: ${text}`)
      say(`runs ${numbers[0]} to ${numbers.at(-1)}: ${verdict} (${seconds} s)`)
    }
    const { consumer, provider } = world.nodes
    const failures = sides.flatMap((side) =>
      world.nodes[side].connector.failures.map((text) => ({
        rule: 'restart',
        text: `${side}: ${text}`,
      })),
    )
    return {
      ...report,
      found: [...report.found, ...failures],
      kills: consumer.connector.kills() + provider.connector.kills(),
      databaseRestarts: world.database.restarts(),
      coverage: coverage.report(),
    }
  } finally {
    await world.close()
  }
}

type Harms = ProxyDeps['harms']

function harmsOf(
  world: World,
  scene: Scene,
  [sender, page, edge]: Parameters<Harms>,
): ReturnType<Harms> {
  const { nodes, database } = world
  const receiver: Side = sender === 'consumer' ? 'provider' : 'consumer'
  return {
    killSender: () => nodes[sender].connector.kill(),
    killReceiver: () => nodes[receiver].connector.kill(),
    restartDatabase: (how) => database.restart(how),
    async cross(step) {
      // Of a message that begins a process the receiver knows nothing yet.
      const by = edge.from === '' ? sender : receiver
      const { kind, name } = page.story
      await scene.watch?.until(() => scene.watch?.copy(by, name) !== undefined, 2000)
      const copy = scene.watch?.copy(by, name)
      if (!copy) return
      const answer = await giveCommand(nodes[by], { name: 'step', kind, id: copy.id, step })
      const told = inShort(answer)
      scene.book.note(page, `meanwhile the ${by} is told to ${step}: ${told}`)
    },
  }
}

/** Both logs, placed and checked as anybody outside checks them. */
async function wrongLogs({ nodes, brokerUrl }: World): Promise<readonly Found[]> {
  const found: Found[] = []
  for (const side of sides) {
    const { api, participantId } = nodes[side]
    await api.post('/api/log')
    const { verified, steps } = await verifyNodeLog({ brokerUrl, did: participantId })
    const wrong = steps.filter(({ ok }) => !ok).map(({ words }) => words.en)
    if (!verified) found.push({ rule: 'log', text: `${side}: ${wrong.join('; ')}` })
  }
  return found
}
