import { createHash } from 'node:crypto'
import type { Did, Json } from '@lianshu/kernel'
import { buildOffer } from '@lianshu/policy'
import type { Peer } from '@lianshu/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestBroker, problemOf, type TestBroker } from '../testing/test-broker.ts'
import { planOf } from '../testing/test-plan.ts'

let space: TestBroker
let trainer: Peer
let other: Peer
let owners: readonly Peer[]

beforeAll(async () => {
  space = await openTestBroker('automatic')
  trainer = await space.join('trainer')
  other = await space.join('other')
  owners = await Promise.all(['a', 'b', 'c'].map((slug) => space.join(slug)))
})
afterAll(() => space?.close())

/** An agreement that its owner signed, ready to open a run with. */
async function part(owner: Peer, assignee: Did = trainer.did) {
  const offer = buildOffer(`urn:offer:${owner.slug}`, {
    ...{ uses: ['train', 'evaluate'], deliveries: ['federated'], purposes: [], priceFen: 100 },
  })
  if (!offer.ok) throw new Error(offer.error.message)
  const agreement = {
    ...offer.value,
    ...{ '@id': `urn:agreement:${owner.slug}`, '@type': 'Agreement', target: 'urn:dataset' },
    ...{ assigner: owner.did, assignee, timestamp: '2026-11-21T08:00:00Z' },
  } as unknown as Json & object
  return { agreement, providerSignature: await owner.signDetached(agreement) }
}

const open = (parts: unknown, as = trainer) =>
  space.ask('/runs', { as, body: { plan: planOf(trainer.did, space.did), parts } })

const openedRun = async () => {
  const answer = await open(await Promise.all(owners.map((owner) => part(owner))))
  expect(answer.status).toBe(201)
  return (await answer.json()) as { id: string; planHash: string }
}

describe('a run', () => {
  it('opens on what its owners signed', async () => {
    const { id } = await openedRun()
    const run = await (await space.ask(`/api/runs/${id}`)).json()
    expect(run).toMatchObject({ state: 'CREATED', participants: [{}, {}, {}] })
  })

  it('does not open on an agreement that was forged, changed or made with somebody else', async () => {
    const [first, second, third] = await Promise.all(owners.map((owner) => part(owner)))
    const forged = { ...third, providerSignature: await trainer.signDetached(third!.agreement) }
    expect(await problemOf(await open([first, second, forged]))).toEqual([401, 'auth.invalid'])
    const cheaper = { ...third!.agreement, target: 'urn:another' }
    const changed = { ...third, agreement: cheaper }
    expect(await problemOf(await open([first, second, changed]))).toEqual([401, 'auth.invalid'])
    const foreign = await part(owners[2]!, other.did)
    const refused = await open([first, second, foreign])
    expect(await refused.clone().json()).toMatchObject({ at: 'parts.2' })
    expect(await problemOf(refused)).toEqual([403, 'auth.forbidden'])
  })

  it('does not open in another’s name', async () => {
    const parts = await Promise.all(owners.map((owner) => part(owner, other.did)))
    expect(await problemOf(await open(parts, other))).toEqual([403, 'auth.forbidden'])
  })
})

describe('a run of others', () => {
  it('looks like none at all', async () => {
    const { id, planHash } = await openedRun()
    const join = { planHash, agreementId: 'urn:agreement:a', transferPid: 'urn:transfer' }
    for (const run of [id, 'urn:uuid:0', '..%2F..%2Fetc']) {
      const calls = [
        space.ask(`/runs/${run}/plan`, { as: other }),
        space.ask(`/runs/${run}/work`, { as: other }),
        space.ask(`/runs/${run}/join`, { as: other, body: join }),
        space.ask(`/runs/${run}/cancel`, { as: other, method: 'POST' }),
        space.ask(`/runs/${run}/models/${'0'.repeat(64)}`, { as: other }),
        putVector(run, other, new Uint8Array(8)),
      ]
      for (const answer of await Promise.all(calls)) {
        expect([answer.url, ...(await problemOf(answer))]).toEqual([answer.url, 404, 'not-found'])
      }
    }
  })

  it('gives an owner no file for a name that is no hash', async () => {
    const { id } = await openedRun()
    for (const name of ['..%2f..%2fkeys', '%2e%2e', 'A'.repeat(64)]) {
      const answer = await space.ask(`/runs/${id}/models/${name}`, { as: owners[0]! })
      expect(await problemOf(answer)).toEqual([404, 'not-found'])
    }
  })
})

describe('a masked vector', () => {
  it('is refused before the run has begun, and when it is larger than any that can be due', async () => {
    const { id, planHash } = await openedRun()
    const early = await putVector(id, owners[0]!, new Uint8Array(8))
    expect(await problemOf(early)).toEqual([413, 'input.too-large'])
    for (const owner of owners) {
      const body = { planHash, agreementId: `urn:agreement:${owner.slug}`, transferPid: 'urn:t' }
      expect((await space.ask(`/runs/${id}/join`, { as: owner, body })).status).toBe(204)
    }
    const large = await putVector(id, owners[0]!, new Uint8Array(16 * 1024))
    expect(await problemOf(large)).toEqual([413, 'input.too-large'])
  })

  it('is refused out of its turn, under another’s statement, and without one', async () => {
    const { id, planHash } = await openedRun()
    for (const owner of owners) {
      const body = { planHash, agreementId: `urn:agreement:${owner.slug}`, transferPid: 'urn:t' }
      await space.ask(`/runs/${id}/join`, { as: owner, body })
    }
    const [owner, neighbour] = owners as [Peer, Peer]
    const vector = new Uint8Array(8)
    const statement = {
      ...{ type: 'VectorStatement', planHash, runId: id, step: 'statistics', round: 0, attempt: 1 },
      ...{ agreementId: 'urn:agreement:a', sender: owner.did, rows: 1 },
      sha256: createHash('sha256').update(vector).digest('hex'),
    }
    const inTurn = await owner.sign(statement)
    const early = await putVector(id, owner, vector, inTurn)
    expect(await problemOf(early)).toEqual([409, 'round.late'])
    expect(await problemOf(await putVector(id, neighbour, vector, inTurn))).toEqual([
      ...[401, 'auth.invalid'],
    ])
    expect((await putVector(id, owner, vector, '')).status).toBe(401)
  })
})

const putVector = (run: string, as: Peer, body: Uint8Array, statement = 'a.b.c') =>
  space.ask(`/runs/${run}/vectors`, {
    ...{ as, body, method: 'PUT' },
    headers: { 'content-type': 'application/octet-stream', 'x-lianshu-statement': statement },
  })
