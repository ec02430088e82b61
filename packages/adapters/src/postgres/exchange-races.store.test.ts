import { counterOffer, requestContract } from '@lianshu/exchange'
import { canonicalJson, type Json, unwrap } from '@lianshu/kernel'
import { afterEach, describe, expect, it } from 'vitest'
import {
  openNode,
  owner,
  pump,
  requestedOffer,
  type TestNode,
  trainer,
} from '../testing/exchange-pair.ts'
import { logRecords } from './schema/log.ts'

const context = ['https://w3id.org/dspace/2025/1/context.jsonld']
const open: TestNode[] = []
afterEach(async () => {
  for (const node of open.splice(0)) await node.close()
})

/** A provider whose negotiation is OFFERED, where the consumer may do several things. */
async function offered() {
  const consumer = await openNode(trainer)
  const provider = await openNode(owner, { turn: async () => ({ kind: 'hold' }) })
  open.push(consumer, provider)
  const asked = { participantId: trainer, providerId: owner, offer: requestedOffer }
  unwrap(await requestContract(consumer.deps, { ...asked, providerAddress: provider.address }))
  await pump(consumer, provider)
  const [begun] = await provider.read((s) => s.negotiations.find(owner, {}))
  const { id, counterpartyPid } = begun!
  unwrap(await counterOffer(provider.deps, { participantId: owner, id, offer: requestedOffer }))
  const pids = { providerPid: id, consumerPid: counterpartyPid! }
  const send = (tail: string, type: string, more: { [key: string]: unknown }) =>
    provider.receive(trainer, 'POST', `/negotiations/${id}/${tail}`, {
      ...{ '@context': context, '@type': type, ...pids },
      ...(more as { [key: string]: Json }),
    })
  const accept = (messageId?: string) =>
    send('events', 'ContractNegotiationEventMessage', {
      ...{ eventType: 'ACCEPTED', '@id': messageId },
    })
  const counter = (messageId?: string) =>
    send('request', 'ContractRequestMessage', { offer: requestedOffer, '@id': messageId })
  const stored = () => provider.read((s) => s.negotiations.get(owner, id))
  const records = async () => (await provider.db.select().from(logRecords)).length
  return { provider, accept, counter, stored, records }
}

describe('messages that arrive at the same time', () => {
  it('that exclude each other: one wins, the others change nothing', async () => {
    for (let round = 0; round < 3; round++) {
      const { accept, counter, stored, records } = await offered()
      const before = (await stored())!.version
      const recorded = await records()
      const answers = await Promise.all([accept('urn:1'), counter('urn:2'), counter('urn:3')])
      const won = answers.filter(({ status }) => status === 200)
      const lost = answers.filter(({ status }) => status === 400)
      expect([won.length, lost.length]).toEqual([1, 2])
      const after = (await stored())!
      expect(after.version).toBe(before + 1)
      expect(won[0]?.body).toMatchObject({ state: after.state })
      expect(await records()).toBe(recorded + 1)
    }
  })

  it('that are the same message: all get the first answer, counted once', async () => {
    for (const messageId of ['urn:uuid:same', undefined]) {
      const { accept, stored, records } = await offered()
      const before = (await stored())!.version
      const recorded = await records()
      const answers = await Promise.all(Array.from({ length: 6 }, () => accept(messageId)))
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
      expect(new Set(answers.map(({ body }) => canonicalJson(body))).size).toBe(1)
      expect((await stored())!.version).toBe(before + 1)
      expect(await records()).toBe(recorded + 1)
    }
  })

  it('that begin the same negotiation: one negotiation, one pid', async () => {
    const provider = await openNode(owner)
    open.push(provider)
    const body = {
      ...{ '@context': context, '@type': 'ContractRequestMessage', consumerPid: 'urn:uuid:c' },
      ...{ callbackAddress: 'https://trainer.example/dsp', offer: requestedOffer },
    } as unknown as Json
    const answers = await Promise.all(
      Array.from({ length: 6 }, () =>
        provider.receive(trainer, 'POST', '/negotiations/request', body),
      ),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
    expect(new Set(answers.map(({ body }) => canonicalJson(body))).size).toBe(1)
    expect(await provider.read((s) => s.negotiations.find(owner, {}))).toHaveLength(1)
  })

  it('ask for our own step twice: it is taken and sent once', async () => {
    const { provider, accept, stored } = await offered()
    expect((await accept('urn:1')).status).toBe(200)
    provider.deps.decideTurn = async () => ({ kind: 'proceed' })
    const { id } = (await stored())!
    const turn = { kind: 'negotiation' as const, participantId: owner, id }
    await Promise.allSettled([provider.advance(turn), provider.advance(turn)])
    expect((await stored())!.state).toBe('AGREED')
    const sent = (await provider.pending()).map(
      ({ body }) => (body as { '@type': string })['@type'],
    )
    expect(sent.filter((type) => type === 'ContractAgreementMessage')).toHaveLength(1)
    expect(await provider.read((s) => s.agreements.find(owner, {}))).toHaveLength(1)
  })

  it('find our step on what was there before them: it is taken on what is there now', async () => {
    const { provider, accept, stored } = await offered()
    const before = (await stored())!
    expect((await accept('urn:1')).status).toBe(200)
    provider.deps.decideTurn = async () => ({ kind: 'proceed' })
    const { id, state } = (await stored())!
    const known = { ...before, state }
    await provider.advance({ kind: 'negotiation', participantId: owner, id, known })
    expect(await stored()).toMatchObject({ state: 'AGREED', version: before.version + 2 })
  })
})
