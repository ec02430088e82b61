import type { Negotiation, Transfer } from '@lianshu/exchange'
import type { Json } from '@lianshu/kernel'
import {
  contractAgreementMessage,
  contractNegotiation,
  contractNegotiationEventMessage,
  contractOfferMessage,
  transferCompletionMessage,
  transferProcess,
  transferStartMessage,
  transferSuspensionMessage,
} from '@lianshu/protocol/dsp'
import type { Peer } from '@lianshu/testkit'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { errorOf } from '../testing/hostile-space.ts'
import { openTestConnector, type TestConnector } from '../testing/test-connector.ts'

// Our connector as the consumer of somebody whose messages are written by hand, letter for letter.
let node: TestConnector
let provider: Peer
let stranger: Peer
let pids: { consumerPid: string; providerPid: string }
let count = 0

const permission = [{ action: 'use' }]
const offer = { '@id': 'urn:offer', '@type': 'Offer' as const, target: 'urn:data', permission }
const asJson = (message: object) => message as Json

beforeAll(async () => {
  node = await openTestConnector()
  await node.host('trainer')
  ;[provider, stranger] = await Promise.all([node.member('owner'), node.member('stranger')])
})
afterAll(() => node?.close())

const manage = <T>(path: string, body?: unknown) =>
  node.manage<T>(`/participants/trainer${path}`, body)
const tell = (path: string, message?: unknown, as = provider) =>
  node.askAs(as, 'trainer', `/dsp/2025-1${path}`, message === undefined ? {} : { body: message })
const acknowledge = (path: string, answer: Json = null) =>
  node.peers.answer(`/callback${path}`, 200, answer)
const stateOf = async (kind: 'negotiations' | 'transfers') =>
  (await manage<Negotiation>(`/${kind}/${pids.consumerPid}`)).state

/** A negotiation that our side began and the provider has answered. */
async function requested() {
  const providerPid = `urn:theirs:${++count}`
  acknowledge(
    '/negotiations/request',
    asJson(contractNegotiation.render({ consumerPid: 'urn:x', providerPid, state: 'REQUESTED' })),
  )
  const { id } = await manage<Negotiation>('/negotiations', {
    ...{ providerId: provider.did, providerAddress: `${node.peers.url}/callback`, offer },
  })
  pids = { consumerPid: id, providerPid }
}
const agreement = () => ({
  ...{ '@id': `urn:agreement:${count}`, '@type': 'Agreement' as const, target: 'urn:data' },
  ...{ assigner: provider.did, assignee: node.didOf('trainer'), permission },
  timestamp: '2026-11-21T08:00:00Z',
})
const agree = () =>
  tell(
    `/negotiations/${pids.consumerPid}/agreement`,
    contractAgreementMessage.render({ ...pids, agreement: agreement() }),
  )
const event = (eventType: 'ACCEPTED' | 'FINALIZED') =>
  contractNegotiationEventMessage.render({ ...pids, eventType })

describe('a negotiation of ours with a foreign provider', () => {
  beforeEach(requested)
  const at = (tail: string) => `/negotiations/${pids.consumerPid}${tail}`

  it('reads as it stands for the provider, and as nothing for anybody else', async () => {
    const seen = await tell(at(''))
    expect([seen.status, await seen.json()]).toMatchObject([
      ...[
        200,
        { '@type': 'ContractNegotiation', state: 'REQUESTED', consumerPid: pids.consumerPid },
      ],
    ])
    const gone = [404, 'ContractNegotiationError', 'not-found']
    expect(await errorOf(await tell(at(''), undefined, stranger))).toEqual(gone)
    expect(await errorOf(await tell('/negotiations/urn:uuid:0'))).toEqual(gone)
  })

  it('takes no event of the consumer from the provider, and none before its time', async () => {
    const refused = [400, 'ContractNegotiationError', 'state.illegal']
    for (const type of ['ACCEPTED', 'FINALIZED'] as const) {
      expect(await errorOf(await tell(at('/events'), event(type)))).toEqual(refused)
    }
    const counter = contractOfferMessage.render({ ...pids, offer })
    expect((await tell(at('/offers'), counter)).status).toBe(200)
    expect(await errorOf(await tell(at('/events'), event('ACCEPTED')))).toEqual(refused)
    expect(await stateOf('negotiations')).not.toBe('FINALIZED')
  })

  it('answers a repeated message as the first time, whether it has an id or not', async () => {
    acknowledge(`/negotiations/${pids.providerPid}/agreement/verification`)
    const message = contractAgreementMessage.render({ ...pids, agreement: agreement() })
    // Its second copy comes after a step of our own: the sender has not had our answer.
    for (let time = 0; time < 2; time++) {
      const answer = await tell(at('/agreement'), message)
      expect([answer.status, await answer.json()]).toMatchObject([200, { state: 'AGREED' }])
      await manage(`/negotiations/${pids.consumerPid}?state=VERIFIED`)
    }
    for (let time = 0; time < 2; time++) {
      const final = { ...event('FINALIZED'), '@id': 'urn:message:final' }
      const answer = await tell(at('/events'), final)
      expect([answer.status, await answer.json()]).toMatchObject([200, { state: 'FINALIZED' }])
    }
    const other = { ...event('FINALIZED'), '@id': 'urn:message:other' }
    expect(await errorOf(await tell(at('/events'), other))).toEqual([
      ...[400, 'ContractNegotiationError', 'state.illegal'],
    ])
  })

  it('takes an offer for what was asked further by itself, and leaves a dearer one to a person', async () => {
    acknowledge(`/negotiations/${pids.providerPid}/events`)
    await tell(at('/offers'), contractOfferMessage.render({ ...pids, offer }))
    expect(
      (await manage<Negotiation>(`/negotiations/${pids.consumerPid}?state=ACCEPTED`)).state,
    ).toBe('ACCEPTED')
    await requested()
    const dearer = { ...offer, prohibition: [{ action: 'use' }] }
    await tell(at('/offers'), contractOfferMessage.render({ ...pids, offer: dearer }))
    await vi.waitFor(async () => {
      const waiting = await manage<{ id: string }[]>('/decisions')
      expect(waiting.map(({ id }) => id)).toContain(pids.consumerPid)
    }, 10_000)
    expect(await stateOf('negotiations')).toBe('OFFERED')
  })

  it('takes no agreement on other terms than those on the table, whoever decides', async () => {
    const greedy = { ...agreement(), prohibition: [{ action: 'use' }] }
    const elsewhere = { ...agreement(), target: 'urn:other' }
    for (const unfair of [greedy, elsewhere]) {
      const message = contractAgreementMessage.render({ ...pids, agreement: unfair })
      expect(await errorOf(await tell(at('/agreement'), message))).toEqual([
        ...[400, 'ContractNegotiationError', 'input.invalid'],
      ])
    }
    expect(await stateOf('negotiations')).toBe('REQUESTED')
  })
})

describe('a transfer of ours from a foreign provider', () => {
  const at = (tail: string) => `/transfers/${pids.consumerPid}${tail}`
  const start = () => transferStartMessage.render(pids)

  beforeEach(async () => {
    await requested()
    acknowledge(`/negotiations/${pids.providerPid}/agreement/verification`)
    await agree()
    const negotiation = pids.consumerPid
    await manage(`/negotiations/${negotiation}?state=VERIFIED`)
    await tell(`/negotiations/${negotiation}/events`, event('FINALIZED'))
    const providerPid = `urn:transfer:${count}`
    acknowledge(
      '/transfers/request',
      asJson(transferProcess.render({ consumerPid: 'urn:x', providerPid, state: 'REQUESTED' })),
    )
    const { id } = await manage<Transfer>('/transfers', {
      ...{ agreementId: `urn:agreement:${count}`, format: 'HttpData-PULL' },
    })
    pids = { consumerPid: id, providerPid }
  })

  it('reads as it stands for the provider, and as nothing for anybody else', async () => {
    const seen = await tell(at(''))
    expect([seen.status, await seen.json()]).toMatchObject([
      ...[200, { '@type': 'TransferProcess', state: 'REQUESTED', consumerPid: pids.consumerPid }],
    ])
    const gone = [404, 'TransferError', 'not-found']
    expect(await errorOf(await tell(at(''), undefined, stranger))).toEqual(gone)
    expect(await errorOf(await tell('/transfers/urn:uuid:0'))).toEqual(gone)
  })

  it('paused by us is resumed by the provider or by us, and not by a message that comes late', async () => {
    for (const step of ['suspension', 'start'])
      acknowledge(`/transfers/${pids.providerPid}/${step}`)
    expect((await tell(at('/start'), start())).status).toBe(200)
    await manage(`/transfers/${pids.consumerPid}/suspend`, { reason: 'lunch' })
    expect(await stateOf('transfers')).toBe('SUSPENDED')
    await manage(`/transfers/${pids.consumerPid}/start`, {})
    expect(await stateOf('transfers')).toBe('STARTED')
    await manage(`/transfers/${pids.consumerPid}/suspend`, { reason: 'lunch' })
    expect((await tell(at('/start'), start())).status).toBe(200)
    expect(await stateOf('transfers')).toBe('STARTED')
    const refused = [400, 'TransferError', 'state.illegal']
    expect(await errorOf(await tell(at('/start'), { ...start(), '@id': 'urn:m' }))).toEqual(refused)
  })

  it('is completed and paused only while it runs', async () => {
    const refused = [400, 'TransferError', 'state.illegal']
    const messages = {
      '/completion': transferCompletionMessage.render(pids),
      '/suspension': transferSuspensionMessage.render(pids),
    }
    for (const [tail, message] of Object.entries(messages)) {
      expect(await errorOf(await tell(at(tail), message))).toEqual(refused)
    }
    await tell(at('/start'), start())
    await tell(at('/suspension'), messages['/suspension'])
    expect(await errorOf(await tell(at('/completion'), messages['/completion']))).toEqual(refused)
    expect(await stateOf('transfers')).toBe('SUSPENDED')
  })
})
