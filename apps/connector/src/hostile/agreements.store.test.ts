import { providerSignatureProperty } from '@lianshu/exchange'
import type { Json } from '@lianshu/kernel'
import { contractAgreementMessage } from '@lianshu/protocol/dsp'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type HostileSpace, openHostileSpace } from '../testing/hostile-space.ts'

type Policy = Record<string, unknown> & { permission: Record<string, unknown>[] }

let space: HostileSpace
let offer: Policy
let consumerPid: string
const providerPid = 'urn:provider:1'

beforeAll(async () => {
  space = await openHostileSpace()
  const { node, trainer, dataset } = space
  offer = { ...(dataset.offer as unknown as Policy), target: 'urn:dataset:of-the-trainer' }
  const { peers } = node
  peers.answer('/provider/negotiations/request', 201, { providerPid })
  const begun = await node.manage<{ id: string }>('/participants/plant/negotiations', {
    ...{ providerId: trainer.did, providerAddress: `${peers.url}/provider`, offer },
  })
  consumerPid = begun.id
  const told = `/participants/plant/negotiations/${consumerPid}`
  await vi.waitFor(async () => {
    expect(await node.manage(told)).toMatchObject({ counterpartyPid: providerPid })
  })
  await space.database.quiet()
})
afterAll(() => space?.close())

/** What the plant asked for, as an agreement; then changed. */
const agreementWith = (change: (policy: Policy) => object = () => ({})): Policy => {
  const { '@id': _id, '@type': _type, ...terms } = structuredClone(offer)
  const policy = {
    ...terms,
    ...{ '@id': 'urn:agreement:1', '@type': 'Agreement', target: 'urn:dataset:of-the-trainer' },
    ...{ assigner: space.trainer.did, assignee: space.node.didOf('plant') },
    timestamp: new Date().toISOString(),
  } as Policy
  return { ...policy, ...change(policy) }
}

const send = async (policy: Policy, more: object = {}) => {
  const body = contractAgreementMessage.render({
    ...{ consumerPid, providerPid, agreement: policy as never },
    ...more,
  })
  return space.ask(space.trainer, `/negotiations/${consumerPid}/agreement`, { body })
}

const other = 'did:web:other.example'
const wrong: Readonly<Record<string, (policy: Policy) => object>> = {
  'another dataset': () => ({ target: 'urn:dataset:other' }),
  'another provider': () => ({ assigner: other }),
  'another consumer': () => ({ assignee: other }),
  'both parties exchanged': ({ assigner, assignee }) => ({
    assigner: assignee,
    assignee: assigner,
  }),
  'one more right': ({ permission }) => ({
    permission: [...permission, { action: 'use', constraint: [] }],
  }),
  'one more prohibition': ({ permission }) => ({
    prohibition: [{ action: permission[0]!.action }],
  }),
  'one more duty': () => ({ obligation: [{ action: 'http://www.w3.org/ns/odrl/2/compensate' }] }),
  'other limits': ({ permission }) => ({
    permission: permission.map(({ constraint: _, ...rule }) => rule),
  }),
  'a promise that nobody asked for': () => ({ 'https://evil.example/penaltyFen': 100_000_000 }),
  'no rights at all': () => ({ permission: undefined, prohibition: [{ action: 'use' }] }),
}

describe('an agreement of the provider', () => {
  it.each(Object.keys(wrong))('with %s is refused, and nothing is agreed', async (name) => {
    const before = await space.database.take()
    const answer = await send(agreementWith(wrong[name]))
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ '@type': 'ContractNegotiationError' })
    expect(await space.database.take()).toEqual(before)
    const state = await space.stateOf(space.trainer, `/negotiations/${consumerPid}`)
    expect(state).toBe('REQUESTED')
  })

  it('that somebody else signed, or that says something else than what was signed, is refused', async () => {
    const { trainer, rival, database } = space
    const policy = agreementWith()
    const before = await database.take()
    for (const signature of [
      await rival.signDetached(policy as unknown as Json),
      await trainer.signDetached({ ...policy, target: 'urn:dataset:other' } as unknown as Json),
      await trainer.sign(policy as unknown as Json),
      'a..b',
      '',
    ]) {
      const answer = await send(policy, { [providerSignatureProperty]: signature })
      expect([400, 401]).toContain(answer.status)
    }
    expect(await database.take()).toEqual(before)
  })

  it('from a third member is one for a negotiation that nobody knows', async () => {
    const { rival, ask } = space
    const body = contractAgreementMessage.render({
      ...{ consumerPid, providerPid, agreement: agreementWith() as never },
    })
    const answer = await ask(rival, `/negotiations/${consumerPid}/agreement`, { body })
    expect(answer.status).toBe(404)
  })

  it('that is what was asked for is taken, once, under an id of its own', async () => {
    const policy = agreementWith()
    const signature = await space.trainer.signDetached(policy as unknown as Json)
    const signed = { [providerSignatureProperty]: signature }
    expect((await send(policy, signed)).status).toBe(200)
    expect((await send(policy, signed)).status).toBe(200)
    expect(await space.database.count('agreements')).toEqual([1])
    const late = agreementWith(() => ({ '@id': 'urn:agreement:2' }))
    expect((await send(late)).status).toBe(400)
    expect(await space.database.count('agreements')).toEqual([1])
  })
})
