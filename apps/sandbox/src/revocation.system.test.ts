import type { Negotiation, Transfer } from '@lianshu/exchange'
import { DomainFailure } from '@lianshu/kernel'
import type { Dataset as Entry } from '@lianshu/protocol/dcat'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { pathOf, trainerName } from './job/job.ts'
import type { RunView } from './job/run-view.ts'
import { inviteOwners, openRun, type TrainRequest } from './job/train.ts'
import { watchRun } from './job/watch-run.ts'
import { plantTarget, simulatePlants } from './tables/index.ts'
import { recordsOf, vectorBytes } from './testing/asked-owner.ts'
import { prepareAgreements } from './testing/prepared-agreements.ts'
import { startTestSpace, type TestSpace, wishFor } from './testing/test-space.ts'

const owners = simulatePlants({ seed: 5, rows: 300 }).slice(0, 4)
const slugs = owners.map(({ slug }) => slug)
const [first, , , gone] = slugs as [string, string, string, string]

let test: TestSpace
let request: TrainRequest
/** A run in the middle of which the operator revoked one owner's membership. */
let run: RunView
/** A contract that this owner asked another one for, and on which a person had yet to decide. */
let waiting: Negotiation

const apiOf = (slug: string) => test.space.connectors.get(slug)!.api
const didOf = (slug: string) => request.agreements[slugs.indexOf(slug)]!.counterpartyId
const negotiationsOf = (slug: string) =>
  apiOf(slug).get<readonly Negotiation[]>(pathOf(slug, '/negotiations'))
const decide = (slug: string, decision: string) =>
  test.space.broker.api.post(`/members/${encodeURIComponent(didOf(slug))}/decision`, {
    ...{ decision, reason: 'its machine records were made up' },
  })

beforeAll(async () => {
  test = await startTestSpace(owners)
  const job = test.job(wishFor(owners, { target: plantTarget, rounds: 6 }))
  request = await prepareAgreements(job, { maximumRounds: 20 })
  waiting = await askByHand()
  run = await openRun(job, request)
  await inviteOwners(job, run)
  let isRevoked = false
  for await (const view of watchRun(test.space.broker.url, run.id, job.signal)) {
    run = view
    if (['COMPLETED', 'FAILED'].includes(view.state)) break
    if (view.history.length < 1 || isRevoked) continue
    isRevoked = true
    await decide(gone, 'revoke')
  }
})

afterAll(() => test?.close())

/** Who decides for the first owner on what others ask for from now on. */
async function decideBy(mode: 'manual' | 'automatic'): Promise<void> {
  const { url, apiKey } = test.space.connectors.get(first)!
  await fetch(url + pathOf(first, '/decision-rules'), {
    method: 'PUT',
    headers: { 'x-api-key': apiKey, 'content-type': 'application/json' },
    body: JSON.stringify({ mode, withinSeconds: 3600 }),
  })
}

/** The owner that will be gone asks the first one for a contract; there, a person decides. */
async function askByHand(): Promise<Negotiation> {
  const node = test.space.connectors.get(first)!
  await decideBy('manual')
  const { datasetId } = request.agreements[0]!
  const path = `/api/listings/${encodeURIComponent(datasetId)}`
  const { entry } = await test.space.broker.api.get<{ entry: Entry }>(path)
  const begun = await apiOf(gone).post<Negotiation>(pathOf(gone, '/negotiations'), {
    providerId: didOf(first),
    providerAddress: `${node.url}/participants/${first}/dsp/2025-1`,
    offer: { ...entry.hasPolicy[0], target: datasetId },
  })
  const isAsked = async () =>
    (await negotiationsOf(first)).some(({ state }) => state === 'REQUESTED')
  await vi.waitUntil(isAsked, { timeout: 20_000, interval: 100 })
  await decideBy('automatic')
  return begun
}

it('ends the part of a member in a run when its membership is revoked, and the others go on', async () => {
  expect(run.state).toBe('COMPLETED')
  expect(run.history.at(-1)?.cohort).toBe(3)
  expect(run.participants.map(({ state }) => state)).toEqual(['joined', 'joined', 'joined', 'left'])
  const statesWith = async (slug: string) => {
    const path = pathOf(trainerName, '/transfers')
    const transfers = await apiOf(trainerName).get<readonly Transfer[]>(path)
    return transfers.filter((one) => one.counterpartyId === didOf(slug)).map(({ state }) => state)
  }
  expect(await statesWith(gone)).toEqual(['TERMINATED'])
  await expect.poll(() => statesWith(first), { timeout: 20_000 }).toEqual(['COMPLETED'])
  const own = await apiOf(gone).get<readonly Transfer[]>(pathOf(gone, '/transfers'))
  expect(own.map(({ state }) => state)).toEqual(['TERMINATED'])
  expect(await vectorBytes(test.space, gone)).toBeLessThan(await vectorBytes(test.space, first))
})

it('ends what waited between the member and another one, on both sides, and says why', async () => {
  const ended = async (slug: string) =>
    (await negotiationsOf(slug)).find(
      ({ state, counterpartyId }) =>
        state === 'TERMINATED' && counterpartyId === didOf(slug === first ? gone : first),
    )
  await expect.poll(() => ended(first), { timeout: 20_000 }).toBeDefined()
  await expect.poll(() => ended(gone), { timeout: 20_000 }).toBeDefined()
  expect((await ended(first))?.ending).toMatchObject({ code: 'member.revoked' })
  expect(await ended(gone)).toMatchObject({ id: waiting.id, ending: { code: 'member.revoked' } })
})

it('refuses the member from then on, everywhere, and for good', async () => {
  const refused = async (slug: string, path: string, body: object) =>
    apiOf(slug)
      .post(pathOf(slug, path), body)
      .then(
        () => 'taken',
        (error) => (error instanceof DomainFailure ? error.error.message : String(error)),
      )
  expect(await refused(gone, '/demands', { text: '需要铣床数据' })).toMatch(/403/)
  const node = test.space.connectors.get(first)!
  const { datasetId } = request.agreements[0]!
  const askAgain = async () => {
    await apiOf(gone).post(pathOf(gone, '/negotiations'), {
      providerId: didOf(first),
      providerAddress: `${node.url}/participants/${first}/dsp/2025-1`,
      offer: {
        ...{ '@id': 'urn:any', '@type': 'Offer', target: datasetId },
        permission: [{ action: 'use' }],
      },
    })
    return (await negotiationsOf(gone)).flatMap(({ ending }) => ending?.reasons ?? []).join()
  }
  await expect.poll(askAgain, { timeout: 20_000, interval: 500 }).toMatch(/answered 403/)
  await expect(decide(gone, 'reinstate')).rejects.toMatchObject({
    error: { code: 'state.illegal' },
  })
})

it('has the decision in the operator’s log, without the reason that the register keeps', async () => {
  await test.space.broker.api.post('/operate/log')
  const path = `/api/log/${encodeURIComponent(test.space.operator)}/entries?from=0&to=1000`
  const entries = await test.space.broker.api.get<readonly { leaf: string }[]>(path)
  const records = entries.map(({ leaf }) => JSON.parse(leaf) as Record<string, string>)
  expect(records).toContainEqual(
    expect.objectContaining({ type: 'member.revoked', subject: didOf(gone) }),
  )
  expect(JSON.stringify(entries)).not.toContain('made up')
  const member = await test.space.broker.api.get<{ history: object[] }>(
    `/members/${encodeURIComponent(didOf(gone))}`,
  )
  expect(member.history.at(-1)).toMatchObject({
    ...{ event: 'revoke', reason: 'its machine records were made up' },
  })
  expect((await recordsOf(test.space, first)).map(({ type }) => type)).toContain(
    'negotiation.terminated',
  )
})
