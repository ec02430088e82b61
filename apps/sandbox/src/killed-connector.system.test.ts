import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Job } from './job/job.ts'
import type { RunView } from './job/run-view.ts'
import { inviteOwners } from './job/train.ts'
import { plantTarget, simulatePlants } from './tables/index.ts'
import { recordsOf } from './testing/asked-owner.ts'
import { type ConnectorProcess, startConnectorProcess } from './testing/connector-process.ts'
import { prepareAgreements } from './testing/prepared-agreements.ts'
import { startTestSpace, type TestSpace, wishFor } from './testing/test-space.ts'
import { openHastyRun, runUntil, untilOneIsMissing } from './testing/watched-run.ts'

const owners = simulatePlants({ seed: 5, rows: 300 }).slice(0, 4)
const [, , other, killed] = owners.map(({ slug }) => slug) as [string, string, string, string]

let test: TestSpace
let job: Job
let run: RunView
const processes = new Map<string, ConnectorProcess>()
const start = async (name: string) =>
  void processes.set(name, await startConnectorProcess(test.space, name))

beforeAll(async () => {
  test = await startTestSpace(owners, { elsewhere: [other, killed] })
  await Promise.all([other, killed].map(start))
  job = test.job(wishFor(owners, { target: plantTarget }))
  const request = await prepareAgreements(job, { maximumRounds: 500 })
  run = await openHastyRun(job, request, { rounds: 400, deadlineMs: 6000 })
  await inviteOwners(job, run)
})

afterAll(async () => {
  await Promise.all([...processes.values()].map((process) => process.kill()))
  await test?.close()
})

const last = ({ history }: RunView) => history.at(-1)
const stateOf = ({ participants }: RunView, slug: string) =>
  participants.find(({ did }) => did.endsWith(`:${slug}`))?.state

it('a connector that is killed in the middle of a round is left out after the deadline; the others go on', async () => {
  const before = await runUntil(job, run, (view) => (last(view)?.round ?? 0) >= 2)
  expect(last(before)?.cohort).toBe(4)
  const inTheMiddle = processes.get(killed)!.holdTraining()
  if (inTheMiddle) await untilOneIsMissing(job, run, killed)
  await processes.get(killed)!.kill()
  const after = await runUntil(job, run, (view) => last(view)?.cohort === 3)
  expect(last(after)).toMatchObject({ phase: 'train', cohort: 3 })
  if (inTheMiddle) expect(last(after)!.attempt).toBeGreaterThan(1)
  expect(stateOf(after, killed)).toBe('silent')
})

it('started again, it rejoins at a later round, under the same agreement', async () => {
  const without = await runUntil(job, run, () => true)
  await start(killed)
  const back = await runUntil(job, run, (view) => last(view)?.cohort === 4)
  expect(last(back)!.round).toBeGreaterThan(last(without)!.round)
  expect(stateOf(back, killed)).toBe('joined')
  const rounds = back.history.map(({ round }) => round)
  expect(rounds).toEqual([...new Set(rounds)].sort((left, right) => left - right))
  const joins = (await recordsOf(test.space, killed)).filter(({ type }) => type === 'run.joined')
  expect(joins).toHaveLength(1)
})

it('with fewer than three left, the run fails and says so', async () => {
  await Promise.all([other, killed].map((name) => processes.get(name)!.kill()))
  const over = await runUntil(job, run, ({ state }) => state === 'FAILED')
  expect(over.sentence).toMatch(
    /^Only 2 owners (are left|answered) in round \d+; at least 3 must take part\.$/,
  )
  expect(over.settlement).toBeUndefined()
})
