import { openDatabase } from '@lianshu/adapters'
import type { Transfer } from '@lianshu/exchange'
import { mintUrn, systemRandom } from '@lianshu/kernel'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { pathOf, trainerName } from './job/job.ts'
import type { RunView } from './job/run-view.ts'
import { inviteOwners, openRun, type TrainRequest } from './job/train.ts'
import { watchRun } from './job/watch-run.ts'
import { plantTarget, simulatePlants } from './tables/index.ts'
import { askInVain, recordsOf, vectorBytes } from './testing/asked-owner.ts'
import { prepareAgreements } from './testing/prepared-agreements.ts'
import { startTestSpace, type TestSpace, wishFor } from './testing/test-space.ts'

// Two rounds and the statistics before them make three; a second run would make six.
const maximumRounds = 5
const owners = simulatePlants({ seed: 3, rows: 300 }).slice(0, 4)
const slugs = owners.map(({ slug }) => slug)
const [first, second, third, leaving] = slugs as [string, string, string, string]

let test: TestSpace
let request: TrainRequest
/** A run that took place; in the middle of it, one owner ended its agreement. */
let run: RunView

beforeAll(async () => {
  test = await startTestSpace(owners)
  const job = test.job(wishFor(owners, { target: plantTarget, rounds: 2 }))
  request = await prepareAgreements(job, { maximumRounds })
  run = await openRun(job, request)
  await inviteOwners(job, run)
  let isEnded = false
  for await (const view of watchRun(test.space.broker.url, run.id, job.signal)) {
    run = view
    if (['COMPLETED', 'FAILED'].includes(view.state)) break
    if (view.history.length < 1 || isEnded) continue
    isEnded = true
    await endAgreement(leaving)
  }
})

afterAll(() => test?.close())

const agreementOf = (slug: string) => request.agreements[slugs.indexOf(slug)]!

const endAgreement = (slug: string) =>
  test.space.connectors
    .get(slug)!
    .api.post(pathOf(slug, `/agreements/${encodeURIComponent(agreementOf(slug).id)}/end`), {
      reason: 'we changed our minds',
    })

/** Opens another run on the same agreements, with some of the plan changed. */
async function openAnother(changes: Partial<RunView['plan']>): Promise<RunView> {
  const { api } = test.space.connectors.get(trainerName)!
  const { id } = await api.post<{ id: string }>(pathOf(trainerName, '/runs'), {
    plan: { ...run.plan, id: mintUrn(systemRandom), ...changes },
    agreementIds: [first, second, third].map((slug) => agreementOf(slug).id),
    joinWithinMs: 60_000,
  })
  return test.space.broker.api.get<RunView>(`/api/runs/${encodeURIComponent(id)}`)
}

/** Asks in vain, and shows that nothing left the owner and that its log says why. */
async function refusedAsk(
  owner: string,
  asked: RunView,
  record: { readonly type: string; readonly reason: string },
): Promise<Transfer> {
  const before = await vectorBytes(test.space, owner)
  const known = (await recordsOf(test.space, owner)).length
  const transfer = await askInVain(test.space, agreementOf(owner).id, asked)
  expect(transfer.state).toBe('TERMINATED')
  expect(await vectorBytes(test.space, owner)).toBe(before)
  const records = (await recordsOf(test.space, owner)).slice(known)
  expect(records).toContainEqual(expect.objectContaining({ ...record, decision: 'deny' }))
  const view = await test.space.broker.api.get<RunView>(`/api/runs/${encodeURIComponent(asked.id)}`)
  const did = agreementOf(owner).counterpartyId
  expect(view.history).toEqual(asked.history)
  expect(view.participants.find((participant) => participant.did === did)?.state).toBe(
    asked.participants.find((participant) => participant.did === did)?.state,
  )
  return transfer
}

it('an agreement that ends in the middle of a run ends the part in it, and the others go on', async () => {
  expect(run.state).toBe('COMPLETED')
  expect(run.history.at(-1)?.cohort).toBe(3)
  expect(run.participants.map(({ state }) => state)).toEqual(['joined', 'joined', 'joined', 'left'])
  const transfers = await test.space.connectors
    .get(leaving)!
    .api.get<readonly Transfer[]>(pathOf(leaving, '/transfers'))
  expect(transfers.map(({ state }) => state)).toEqual(['TERMINATED'])
  expect(await vectorBytes(test.space, leaving)).toBeLessThan(await vectorBytes(test.space, first))
  expect((await recordsOf(test.space, leaving)).map(({ type }) => type)).toContain(
    'agreement.ended',
  )
})

it('refuses training that would use the agreement up', async () => {
  const again = await openAnother({})
  const record = { type: 'use.refused', reason: 'policy.used-up' }
  expect((await refusedAsk(first, again, record)).ending?.code).toBe('policy.used-up')
})

it('refuses training for another purpose', async () => {
  const other = await openAnother({
    rounds: 1,
    purpose: 'https://w3id.org/lianshu/ns/1/purpose/advertising',
  })
  const record = { type: 'use.refused', reason: 'policy.purpose' }
  expect((await refusedAsk(second, other, record)).ending?.code).toBe('policy.purpose')
})

const hostilePlans: readonly (readonly [string, Partial<RunView['plan']>])[] = [
  [
    'ids as classes',
    { target: { column: 'Product ID', kind: 'classes', classes: ['L10001', 'Z'] } },
  ],
  [
    'a range that counts rows above a threshold',
    {
      features: [
        { column: 'Torque', kind: 'numeric', unit: 'Nm', range: { low: 40, high: 40.001 } },
      ],
    },
  ],
]

it.each(hostilePlans)('refuses a plan that asks for %s', async (_what, changes) => {
  const hostile = await openAnother({ rounds: 1, ...changes })
  const before = await vectorBytes(test.space, second)
  const transfer = await askInVain(test.space, agreementOf(second).id, hostile)
  expect(transfer.ending?.code).toBe('data.unfit')
  expect(await vectorBytes(test.space, second)).toBe(before)
})

it('refuses training under an agreement that has ended', async () => {
  const record = { type: 'transfer.refused', reason: 'policy.agreement-ended' }
  expect((await refusedAsk(leaving, run, record)).ending).toMatchObject({
    code: 'peer.refused',
    reasons: [expect.stringContaining('has ended')],
  })
})

it('refuses training under an agreement that the owner does not have', async () => {
  const { databaseUrl } = test.space.connectors.get(third)!
  const database = openDatabase({ url: databaseUrl })
  await database.execute('delete from agreements')
  await database.close()
  const record = { type: 'transfer.refused', reason: 'policy.no-agreement' }
  expect((await refusedAsk(third, run, record)).ending).toMatchObject({
    code: 'peer.refused',
    reasons: [expect.stringContaining('no final agreement')],
  })
})
