import {
  contractAgreementMessage,
  contractAgreementVerificationMessage,
  contractNegotiationEventMessage,
  contractNegotiationTerminationMessage,
  contractOfferMessage,
  contractRequestMessage,
  transferCompletionMessage,
  transferStartMessage,
  transferSuspensionMessage,
  transferTerminationMessage,
} from '@lianshu/protocol/dsp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { errorOf, type HostileSpace, openHostileSpace, shapeOf } from '../testing/hostile-space.ts'

let space: HostileSpace
let pids: { consumerPid: string; providerPid: string; agreementId: string }
let transferPid: string
const nowhere = 'urn:uuid:00000000-0000-4000-8000-000000000000'

beforeAll(async () => {
  space = await openHostileSpace()
  pids = await space.finalized(space.trainer, 'urn:consumer:trainer')
})
afterAll(() => space?.close())

type Both = { consumerPid: string; providerPid: string }

/** Every message to a running negotiation, by the path below its pid. */
const toNegotiation = (both: Both): Readonly<Record<string, unknown>> => {
  const { dataset } = space
  const offer = { ...(dataset.offer as object), target: dataset.id } as never
  const { '@type': _, ...terms } = offer as Record<string, unknown>
  const parties = { assigner: space.node.didOf('plant'), assignee: space.rival.did }
  const agreement = { ...terms, ...parties, '@id': 'urn:a', '@type': 'Agreement' } as never
  const { consumerPid, providerPid } = both
  return {
    request: contractRequestMessage.render({ consumerPid, providerPid, offer }),
    offers: contractOfferMessage.render({ consumerPid, providerPid, offer }),
    agreement: contractAgreementMessage.render({ ...both, agreement }),
    'agreement/verification': contractAgreementVerificationMessage.render(both),
    events: contractNegotiationEventMessage.render({ ...both, eventType: 'ACCEPTED' }),
    termination: contractNegotiationTerminationMessage.render(both),
  }
}

const toTransfer = (both: Both): Readonly<Record<string, unknown>> => ({
  start: transferStartMessage.render(both),
  suspension: transferSuspensionMessage.render(both),
  completion: transferCompletionMessage.render(both),
  termination: transferTerminationMessage.render(both),
})

describe('a third member', () => {
  const theirs = (): Both => ({ consumerPid: pids.consumerPid, providerPid: pids.providerPid })
  const unknown = (): Both => ({ consumerPid: pids.consumerPid, providerPid: nowhere })

  it('sees nothing of a negotiation of two others', async () => {
    const { ask, rival } = space
    const foreign = await ask(rival, `/negotiations/${pids.providerPid}`)
    const missing = await ask(rival, `/negotiations/${nowhere}`)
    expect(await shapeOf(foreign, pids.providerPid)).toBe(await shapeOf(missing, nowhere))
  })

  it.each(['request', 'offers', 'agreement', 'agreement/verification', 'events', 'termination'])(
    'writing into it (%s) finds what it finds nowhere, and changes nothing',
    async (path) => {
      const { ask, rival, database } = space
      const before = await database.take()
      const foreign = await ask(rival, `/negotiations/${pids.providerPid}/${path}`, {
        body: toNegotiation(theirs())[path],
      })
      const missing = await ask(rival, `/negotiations/${nowhere}/${path}`, {
        body: toNegotiation(unknown())[path],
      })
      expect(foreign.status).toBe(404)
      expect(await shapeOf(foreign, pids.providerPid)).toBe(await shapeOf(missing, nowhere))
      expect(await database.take()).toEqual(before)
    },
  )

  it('gets no transfer under an agreement of two others, as under none', async () => {
    const { requestTransfer, rival, database } = space
    const before = await database.take()
    const foreign = await requestTransfer(rival, pids.agreementId)
    const missing = await requestTransfer(rival, nowhere)
    expect(foreign.status).toBe(400)
    expect(await shapeOf(foreign, pids.agreementId)).toBe(await shapeOf(missing, nowhere))
    expect(await database.take()).toEqual(before)
  })

  describe('with a transfer of two others', () => {
    beforeAll(async () => {
      const { requestTransfer, trainer, node } = space
      const consumerPid = `urn:transfer:${pids.agreementId}`
      node.peers.answer(`/callback/transfers/${consumerPid}/termination`, 200, null)
      const answer = await requestTransfer(trainer, pids.agreementId)
      expect(answer.status).toBe(201)
      transferPid = ((await answer.json()) as { providerPid: string }).providerPid
      // No run was named: the plant ends it by itself, which must not happen in the middle of a comparison.
      await space.reaches(trainer, `/transfers/${transferPid}`, 'TERMINATED')
      await space.database.quiet()
    })

    it.each(['start', 'suspension', 'completion', 'termination'])(
      'finds what it finds nowhere (%s), and changes nothing',
      async (path) => {
        const { ask, rival, database } = space
        const before = await database.take()
        const consumerPid = `urn:transfer:${pids.agreementId}`
        const foreign = await ask(rival, `/transfers/${transferPid}/${path}`, {
          body: toTransfer({ consumerPid, providerPid: transferPid })[path],
        })
        const missing = await ask(rival, `/transfers/${nowhere}/${path}`, {
          body: toTransfer({ consumerPid, providerPid: nowhere })[path],
        })
        expect(foreign.status).toBe(404)
        expect(await shapeOf(foreign, transferPid)).toBe(await shapeOf(missing, nowhere))
        const looked = await ask(rival, `/transfers/${transferPid}`)
        expect(await errorOf(looked)).toEqual([404, 'TransferError', 'not-found'])
        expect(await database.take()).toEqual(before)
      },
    )
  })
})

describe('a neighbour on the same connector', () => {
  it('does not lend its endpoints to reach the other’s processes', async () => {
    const { ask, trainer } = space
    for (const pid of [pids.providerPid, nowhere]) {
      const answer = await ask(trainer, `/negotiations/${pid}`, {}, 'neighbour')
      expect(await errorOf(answer)).toEqual([404, 'ContractNegotiationError', 'not-found'])
    }
  })

  it('has consumer pids of its own: the same one is free for everybody else', async () => {
    const { node, ask, rival, trainer, database, request } = space
    const [before] = await database.count('negotiations')
    const consumer = `/callback/negotiations/${pids.consumerPid}`
    for (const path of ['agreement', 'termination'])
      node.peers.answer(`${consumer}/${path}`, 200, null)
    const answers = await Promise.all([
      request(rival, pids.consumerPid),
      ask(trainer, '/negotiations/request', { body: firstOf(pids.consumerPid) }, 'neighbour'),
    ])
    const made = await Promise.all(answers.map(async (answer) => answer.json() as Promise<Both>))
    expect(answers.map(({ status }) => status)).toEqual([201, 201])
    expect(new Set([...made.map(({ providerPid }) => providerPid), pids.providerPid]).size).toBe(3)
    expect(await database.count('negotiations')).toEqual([before! + 2])
    // And the first one is still the first one's.
    const again = await request(trainer, pids.consumerPid)
    expect(((await again.json()) as Both).providerPid).toBe(pids.providerPid)
    const told = `/participants/plant/negotiations/${pids.providerPid}`
    expect(await node.manage(told)).toMatchObject({ counterpartyId: trainer.did })
  })
})

describe('a transfer', () => {
  it('waits for the last word: none before FINALIZED', async () => {
    const { agreed, requestTransfer, trainer, database } = space
    const early = await agreed(trainer, 'urn:consumer:early')
    const before = await database.take()
    const answer = await requestTransfer(trainer, early.agreementId)
    expect(await errorOf(answer)).toEqual([400, 'TransferError', 'policy.no-agreement'])
    expect(await database.take()).toEqual(before)
  })

  it('cannot name another dataset than its agreement: the asset of a message is no term at all', async () => {
    const { requestTransfer, trainer, database, publish } = space
    const other = await publish('plant', 'lathe')
    const before = await database.take()
    const answer = await requestTransfer(trainer, pids.agreementId, { datasetId: other.id })
    expect((await errorOf(answer))[0]).toBe(400)
    expect(await database.take()).toEqual(before)
  })

  it('of a format from an object’s own names is not served', async () => {
    for (const format of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
      const answer = await space.requestTransfer(space.trainer, pids.agreementId, {
        ...{ format, consumerPid: `urn:transfer:${format}` },
      })
      expect(await errorOf(answer)).toEqual([400, 'TransferError', 'input.unsupported'])
    }
  })
})

const firstOf = (consumerPid: string) => {
  const { dataset, callback } = space
  const offer = { ...(dataset.offer as object), target: dataset.id } as never
  return contractRequestMessage.render({ consumerPid, callbackAddress: callback, offer })
}
