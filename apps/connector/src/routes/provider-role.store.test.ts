import {
  contractAgreementVerificationMessage,
  contractNegotiationEventMessage,
  contractNegotiationTerminationMessage,
  contractOfferMessage,
  contractRequestMessage,
} from '@lianshu/protocol/dsp'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { errorOf, type HostileSpace, openHostileSpace } from '../testing/hostile-space.ts'

// Our connector as the provider of somebody whose messages are written by hand, letter for letter.
let space: HostileSpace
let pids: { consumerPid: string; providerPid: string }
let count = 0

beforeAll(async () => {
  space = await openHostileSpace()
  const rules = { mode: 'manual', withinSeconds: 3600 }
  await space.node.manage('/participants/plant/decision-rules', rules, 'PUT')
})
afterAll(() => space?.close())

beforeEach(async () => {
  const consumerPid = `urn:consumer:${++count}`
  const begun = await space.request(space.trainer, consumerPid)
  pids = { consumerPid, providerPid: ((await begun.json()) as typeof pids).providerPid }
})

const refused = [400, 'ContractNegotiationError', 'state.illegal']
const send = (tail: string, body: unknown) =>
  space.ask(space.trainer, `/negotiations/${pids.providerPid}${tail}`, { body })
const manage = (step: string, body: object) =>
  space.node.manage(`/participants/plant/negotiations/${pids.providerPid}/${step}`, body)
const state = () => space.stateOf(space.trainer, `/negotiations/${pids.providerPid}`)
const offer = () => ({ ...(space.dataset.offer as object), target: space.dataset.id }) as never
const accept = () => contractNegotiationEventMessage.render({ ...pids, eventType: 'ACCEPTED' })
const counter = () => contractRequestMessage.render({ ...pids, offer: offer() })
/** The plant answers with an offer, which the consumer acknowledges. */
const offered = async () => {
  space.node.peers.answer(`/callback/negotiations/${pids.consumerPid}/offers`, 200, null)
  await manage('offer', { offer: offer() })
}

describe('a negotiation of a foreign consumer with us', () => {
  it('takes nothing that is not the consumer’s to say now', async () => {
    const finalized = contractNegotiationEventMessage.render({ ...pids, eventType: 'FINALIZED' })
    const verified = contractAgreementVerificationMessage.render(pids)
    const messages: [string, unknown][] = [
      ['/events', accept()],
      ['/events', finalized],
      ['/agreement/verification', verified],
      ['/request', counter()],
      ['/offers', contractOfferMessage.render({ ...pids, offer: offer() })],
    ]
    for (const [tail, message] of messages) {
      expect([tail, ...(await errorOf(await send(tail, message)))]).toEqual([tail, ...refused])
    }
    expect(await state()).toBe('REQUESTED')
    await offered()
    for (const [tail, message] of [messages[1], messages[2], messages[4]] as typeof messages) {
      expect([tail, ...(await errorOf(await send(tail, message)))]).toEqual([tail, ...refused])
    }
    expect(await state()).toBe('OFFERED')
  })

  it('takes one counter-offer after an offer, and no second one before the next', async () => {
    await offered()
    expect((await send('/request', counter())).status).toBe(200)
    const again = { ...counter(), '@id': 'urn:message:again' }
    expect(await errorOf(await send('/request', again))).toEqual(refused)
    expect(await state()).toBe('REQUESTED')
    await offered()
    expect((await send('/request', again)).status).toBe(200)
  })

  it('is accepted once, however often the message comes', async () => {
    await offered()
    space.node.peers.answer(`/callback/negotiations/${pids.consumerPid}/agreement`, 200, null)
    for (let time = 0; time < 3; time++) {
      expect((await send('/events', { ...accept(), '@id': 'urn:message:yes' })).status).toBe(200)
    }
    await space.reaches(space.trainer, `/negotiations/${pids.providerPid}`, 'AGREED')
    const late = { ...accept(), '@id': 'urn:message:yes-again' }
    expect(await errorOf(await send('/events', late))).toEqual(refused)
  })

  it('is over after a termination, which says why, and stays so', async () => {
    const ending = { code: 'changed-mind', reason: ['found better data'] }
    const message = contractNegotiationTerminationMessage.render({ ...pids, ...ending })
    expect((await send('/termination', message)).status).toBe(200)
    expect((await send('/termination', message)).status).toBe(200)
    const other = { ...message, '@id': 'urn:message:other' }
    expect(await errorOf(await send('/termination', other))).toEqual(refused)
    expect(await errorOf(await send('/request', counter()))).toEqual(refused)
    expect(await state()).toBe('TERMINATED')
    const kept = await space.node.manage<{ ending: object }>(
      `/participants/plant/negotiations/${pids.providerPid}`,
    )
    expect(kept.ending).toEqual({
      ...{ by: 'consumer', code: 'changed-mind', reasons: ['found better data'] },
    })
  })

  it('tells what it cannot read in the protocol’s own words, with the pids that it knows', async () => {
    for (const body of ['{', '[]', 'null', {}, { ...accept(), eventType: 'MAYBE' }]) {
      const answer = await send('/events', body)
      expect(answer.status).toBe(400)
      expect(await answer.json()).toMatchObject({
        ...{ '@type': 'ContractNegotiationError', code: 'input.invalid' },
        ...{ providerPid: pids.providerPid, reason: [expect.any(String)] },
      })
    }
    expect(await state()).toBe('REQUESTED')
  })

  it('is the same for every repetition of its first message', async () => {
    const again = await space.request(space.trainer, pids.consumerPid)
    expect([again.status, await again.json()]).toMatchObject([201, pids])
  })
})
