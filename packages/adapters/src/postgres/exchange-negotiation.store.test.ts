import {
  acceptOffer,
  counterOffer,
  type DecideTurn,
  offerContract,
  requestContract,
  terminateNegotiation,
} from '@lianshu/exchange'
import { type Json, unwrap } from '@lianshu/kernel'
import { contractOfferMessage, dspContext } from '@lianshu/protocol/dsp'
import { actionIri } from '@lianshu/protocol/odrl'
import { afterEach, describe, expect, it } from 'vitest'
import {
  datasetId,
  listedOffer,
  openNode,
  owner,
  pump,
  requestedOffer,
  type TestNode,
  trainer,
} from '../testing/exchange-pair.ts'
import { logRecords } from './schema/log.ts'

const open: TestNode[] = []
afterEach(async () => {
  for (const node of open.splice(0)) await node.close()
})
async function pair(turn?: DecideTurn) {
  const consumer = await openNode(trainer)
  const provider = await openNode(owner, { turn })
  open.push(consumer, provider)
  const request = (offer = requestedOffer) =>
    requestContract(consumer.deps, {
      ...{ participantId: trainer, providerId: owner, providerAddress: provider.address, offer },
    })
  const states = async () => {
    const one = async (node: TestNode) =>
      (await node.read((s) => s.negotiations.find(node.participantId, {}))).map((n) => n.state)
    return [await one(consumer), await one(provider)]
  }
  const agreements = async () => {
    const one = (node: TestNode) =>
      node.read((s) => s.agreements.find(node.participantId, {})).then((list) => list[0])
    return [await one(consumer), await one(provider)] as const
  }
  return { consumer, provider, request, states, agreements }
}
const recordTypes = async (node: TestNode) =>
  (await node.db.select().from(logRecords)).map(
    ({ record }) => (JSON.parse(record as string) as { type: string }).type,
  )

describe('a negotiation', () => {
  it('ends with the same agreement on both sides, signed by both, logged by both', async () => {
    const { consumer, provider, request, states, agreements } = await pair()
    unwrap(await request())
    expect(await pump(consumer, provider)).toEqual([
      'ContractRequestMessage 201',
      'ContractAgreementMessage 200',
      'ContractAgreementVerificationMessage 200',
      'ContractNegotiationEventMessage 200',
    ])
    expect(await states()).toEqual([['FINALIZED'], ['FINALIZED']])
    const [mine, theirs] = await agreements()
    expect(mine?.policy).toEqual(theirs?.policy)
    expect(mine).toMatchObject({ state: 'FINALIZED', side: 'consumer', datasetId })
    const { providerSignature, consumerSignature, policyHash } = mine!
    expect(theirs).toMatchObject({ providerSignature, consumerSignature, policyHash })
    expect(providerSignature?.startsWith(owner)).toBe(true)
    expect(consumerSignature?.startsWith(trainer)).toBe(true)
    const steps = ['requested', 'agreed', 'verified'].map((state) => `negotiation.${state}`)
    expect(await recordTypes(consumer)).toEqual([...steps, 'agreement.finalized'])
    expect(await recordTypes(provider)).toEqual([...steps, 'agreement.finalized'])
  })

  it('agrees to all that the offer says, beside its rules, too', async () => {
    const { consumer, provider, request, states, agreements } = await pair(async () => ({
      kind: 'proceed',
    }))
    const beside = { 'http://www.w3.org/ns/odrl/2/conflict': 'perm' }
    unwrap(await request({ ...requestedOffer, ...beside }))
    await pump(consumer, provider)
    expect(await states()).toEqual([['FINALIZED'], ['FINALIZED']])
    for (const agreement of await agreements()) expect(agreement?.policy).toMatchObject(beside)
  })

  it('comes to the same end when every message arrives three times and answers come last', async () => {
    const { consumer, provider, request, states } = await pair()
    unwrap(await request())
    const seen = await pump(consumer, provider, { times: 3, lateAcknowledgements: true })
    expect(seen.filter((line) => !/ 20[01]$/.test(line))).toEqual([])
    expect(await states()).toEqual([['FINALIZED'], ['FINALIZED']])
    expect(await recordTypes(provider)).toHaveLength(4)
    expect(await recordTypes(consumer)).toHaveLength(4)
  })

  it('of an offer that was only retold is agreed to in the published words', async () => {
    const { provider } = await pair()
    const { profile: _lost, ...offer } = requestedOffer
    const first = {
      ...{ '@context': [dspContext], '@type': 'ContractRequestMessage', consumerPid: 'urn:uuid:c' },
      ...{ callbackAddress: 'https://trainer.example/dsp', offer },
    } as unknown as Json
    expect(await provider.receive(trainer, 'POST', '/negotiations/request', first)).toMatchObject({
      status: 201,
    })
    const [{ id } = { id: '' }] = await provider.read((s) => s.negotiations.find(owner, {}))
    await provider.advance({ kind: 'negotiation', participantId: owner, id })
    const [message] = await provider.pending()
    expect(message?.body).toMatchObject({
      '@type': 'ContractAgreementMessage',
      agreement: { profile: listedOffer.profile, permission: listedOffer.permission },
    })
    const [negotiation] = await provider.read((s) => s.negotiations.find(owner, {}))
    expect(negotiation?.offer).toMatchObject({ profile: listedOffer.profile, target: datasetId })
  })

  it('is refused when it asks for other terms, and both sides know', async () => {
    const { consumer, provider, request, states } = await pair()
    const greedy = { ...requestedOffer, permission: [{ action: actionIri('export-raw') }] }
    unwrap(await request(greedy))
    await pump(consumer, provider)
    expect(await states()).toEqual([['TERMINATED'], ['TERMINATED']])
  })

  it('goes by the provider’s first offer, which a person at the consumer accepts', async () => {
    const { consumer, provider, states } = await pair()
    const command = { participantId: owner, consumerId: trainer, offer: requestedOffer }
    unwrap(await offerContract(provider.deps, { ...command, consumerAddress: consumer.address }))
    expect(await pump(consumer, provider)).toEqual(['ContractOfferMessage 201'])
    expect(await states()).toEqual([['OFFERED'], ['OFFERED']])
    const [held] = await consumer.read((s) => s.negotiations.find(trainer, {}))
    unwrap(await acceptOffer(consumer.deps, { participantId: trainer, id: held!.id }))
    const seen = await pump(consumer, provider)
    expect(seen[0]).toBe('ContractNegotiationEventMessage 200')
    expect(await states()).toEqual([['FINALIZED'], ['FINALIZED']])
  })

  it('goes on by itself when the provider offers what the consumer asked for', async () => {
    const { consumer, provider, request, states } = await pair(async ({ state, offer }) =>
      state === 'REQUESTED' ? { kind: 'counter', offer } : { kind: 'proceed' },
    )
    unwrap(await request())
    await pump(consumer, provider)
    expect(await states()).toEqual([['FINALIZED'], ['FINALIZED']])
  })

  it('stays with its dataset, whoever makes the next offer', async () => {
    const { consumer, provider, request, states } = await pair(async () => ({ kind: 'hold' }))
    unwrap(await request())
    await pump(consumer, provider)
    const elsewhere = { ...requestedOffer, target: 'urn:uuid:other' }
    const [held] = await provider.read((s) => s.negotiations.find(owner, {}))
    const counter = { participantId: owner, id: held!.id, offer: elsewhere }
    expect(await counterOffer(provider.deps, counter)).toMatchObject({
      error: { code: 'input.invalid', at: '$.offer.target' },
    })
    const pids = { providerPid: held!.id, consumerPid: held!.counterpartyPid! }
    const message = contractOfferMessage.render({ ...pids, offer: elsewhere })
    const path = `/negotiations/${pids.consumerPid}/offers`
    const answer = await consumer.receive(owner, 'POST', path, message as unknown as Json)
    expect([answer.status, answer.body]).toMatchObject([400, { code: 'input.invalid' }])
    expect(await states()).toEqual([['REQUESTED'], ['REQUESTED']])
  })

  it('takes counter-offers of both sides while a person decides', async () => {
    const { consumer, provider, request, states } = await pair(async () => ({ kind: 'hold' }))
    unwrap(await request())
    await pump(consumer, provider)
    const [held] = await provider.read((s) => s.negotiations.find(owner, {}))
    const dearer = { ...requestedOffer, '@id': 'urn:uuid:dearer', obligation: undefined }
    unwrap(await counterOffer(provider.deps, { participantId: owner, id: held!.id, offer: dearer }))
    await pump(consumer, provider)
    expect(await states()).toEqual([['OFFERED'], ['OFFERED']])
    const [asked] = await consumer.read((s) => s.negotiations.find(trainer, {}))
    const again = { participantId: trainer, id: asked!.id, offer: requestedOffer }
    unwrap(await counterOffer(consumer.deps, again))
    await pump(consumer, provider)
    expect(await states()).toEqual([['REQUESTED'], ['REQUESTED']])
  })

  it('that we end before we know their pid is ended there by the late answer', async () => {
    const { consumer, provider, request, states } = await pair(async () => ({ kind: 'hold' }))
    const { id } = unwrap(await request())
    const end = { participantId: trainer, id, code: 'changed-mind', reason: 'found better data' }
    unwrap(await terminateNegotiation(consumer.deps, end))
    await pump(consumer, provider)
    expect(await states()).toEqual([['TERMINATED'], ['TERMINATED']])
    const [there] = await provider.read((s) => s.negotiations.find(owner, {}))
    expect(there?.ending).toEqual({ by: 'consumer', code: 'changed-mind', reasons: [end.reason] })
  })
})

describe('a message that does not fit', () => {
  const forged = (agreement: object, negotiation: { id: string }) => ({
    '@context': ['https://w3id.org/dspace/2025/1/context.jsonld'],
    '@type': 'ContractAgreementMessage',
    ...{ providerPid: 'urn:uuid:p', consumerPid: negotiation.id, agreement },
  })
  const fair = {
    ...{ '@id': 'urn:uuid:a', '@type': 'Agreement', target: datasetId },
    ...{ assigner: owner, assignee: trainer, timestamp: '2026-11-21T08:00:00Z' },
    profile: listedOffer.profile,
    permission: listedOffer.permission,
    prohibition: listedOffer.prohibition,
    obligation: listedOffer.obligation,
  }
  const unfair: [string, object][] = [
    ['terms', { ...fair, prohibition: undefined }],
    ['a profile', { ...fair, profile: undefined }],
    ['a price', { ...fair, obligation: undefined }],
    ['an assigner', { ...fair, assigner: trainer }],
    ['an assignee', { ...fair, assignee: owner }],
    ['a dataset', { ...fair, target: 'urn:uuid:other' }],
  ]
  it('as an agreement with other terms or parties is refused and changes nothing', async () => {
    const { consumer, request } = await pair()
    const negotiation = unwrap(await request())
    const path = `/negotiations/${negotiation.id}/agreement`
    for (const [, agreement] of unfair) {
      const body = JSON.parse(JSON.stringify(forged(agreement, negotiation))) as Json
      const answer = await consumer.receive(owner, 'POST', path, body)
      expect(answer.status).toBe(400)
      expect(answer.body).toMatchObject({ '@type': 'ContractNegotiationError' })
    }
    const badlySigned = {
      ...forged(fair, negotiation),
      'https://w3id.org/lianshu/ns/1/providerSignature': 'no',
    }
    const signed = JSON.parse(JSON.stringify(badlySigned)) as Json
    expect((await consumer.receive(owner, 'POST', path, signed)).status).toBe(401)
    const after = await consumer.read((s) => s.negotiations.get(trainer, negotiation.id))
    expect(after).toMatchObject({ state: 'REQUESTED', version: 1 })
    expect(await recordTypes(consumer)).toEqual(['negotiation.requested'])
    expect(await consumer.read((s) => s.agreements.find(trainer, {}))).toEqual([])
    const good = JSON.parse(JSON.stringify(forged(fair, negotiation))) as Json
    expect((await consumer.receive(owner, 'POST', path, good)).status).toBe(200)
  })

  it('in its state is 400, never 404, and changes nothing', async () => {
    const { consumer, provider, request, states } = await pair()
    unwrap(await request())
    await pump(consumer, provider)
    const [mine] = await consumer.read((s) => s.negotiations.find(trainer, {}))
    const pids = { consumerPid: mine!.id, providerPid: mine!.counterpartyPid! }
    const context = ['https://w3id.org/dspace/2025/1/context.jsonld']
    const send = (node: TestNode, from: typeof owner, tail: string, type: string, more = {}) => {
      const pid = node === consumer ? pids.consumerPid : pids.providerPid
      const body = { '@context': context, '@type': type, ...pids, ...more }
      return node.receive(from, 'POST', `/negotiations/${pid}/${tail}`, body)
    }
    const tries = [
      send(provider, trainer, 'termination', 'ContractNegotiationTerminationMessage'),
      send(provider, trainer, 'events', 'ContractNegotiationEventMessage', {
        eventType: 'FINALIZED',
      }),
      send(consumer, owner, 'events', 'ContractNegotiationEventMessage', { eventType: 'ACCEPTED' }),
      send(consumer, owner, 'agreement', 'ContractAgreementMessage', { agreement: fair }),
    ]
    for (const { status, body } of await Promise.all(tries)) {
      expect(status).toBe(400)
      expect(body).toMatchObject({ code: 'state.illegal' })
    }
    expect(await states()).toEqual([['FINALIZED'], ['FINALIZED']])
    expect(await recordTypes(provider)).toHaveLength(4)
  })

  it('from somebody else is answered exactly like one to an unknown process', async () => {
    const { consumer, provider, request } = await pair()
    unwrap(await request())
    await pump(consumer, provider)
    const [mine] = await consumer.read((s) => s.negotiations.find(trainer, {}))
    const stranger = owner.replace('plant-a', 'plant-b') as typeof owner
    const foreign = await consumer.receive(stranger, 'GET', `/negotiations/${mine!.id}`)
    const unknown = await consumer.receive(owner, 'GET', '/negotiations/urn:uuid:none')
    expect(foreign.status).toBe(404)
    expect(unknown.status).toBe(404)
    expect(JSON.stringify(foreign.body).replaceAll(mine!.id, 'X')).toBe(
      JSON.stringify(unknown.body).replaceAll('urn:uuid:none', 'X'),
    )
    const known = await consumer.receive(owner, 'GET', `/negotiations/${mine!.id}`)
    expect(known.body).toMatchObject({ '@type': 'ContractNegotiation', state: 'FINALIZED' })
  })
})
