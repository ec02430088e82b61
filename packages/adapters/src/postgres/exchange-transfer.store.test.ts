import {
  completeTransfer,
  endAgreement,
  requestContract,
  requestTransfer,
  startTransfer,
  suspendTransfer,
  terminateTransfer,
} from '@lianshu/exchange'
import { domainError, err, unwrap } from '@lianshu/kernel'
import { afterEach, describe, expect, it } from 'vitest'
import {
  openNode,
  owner,
  pump,
  requestedOffer,
  type TestNode,
  trainer,
} from '../testing/exchange-pair.ts'

const open: TestNode[] = []
afterEach(async () => {
  for (const node of open.splice(0)) await node.close()
})

/** Two nodes with a final agreement between them. */
async function contracted() {
  const consumer = await openNode(trainer)
  const provider = await openNode(owner)
  open.push(consumer, provider)
  const asked = { participantId: trainer, providerId: owner, offer: requestedOffer }
  unwrap(await requestContract(consumer.deps, { ...asked, providerAddress: provider.address }))
  await pump(consumer, provider)
  const [agreement] = await consumer.read((s) => s.agreements.find(trainer, {}))
  const agreementId = agreement!.id
  const request = (format = 'FederatedTraining') =>
    requestTransfer(consumer.deps, { participantId: trainer, agreementId, format })
  const transfers = async () => {
    const one = async (node: TestNode) =>
      (await node.read((s) => s.transfers.find(node.participantId, {})))[0]!
    return { mine: await one(consumer), theirs: await one(provider) }
  }
  const states = async () => {
    const { mine, theirs } = await transfers()
    return [mine.state, theirs.state]
  }
  return { consumer, provider, agreementId, request, transfers, states }
}
const because = { code: 'maintenance', reason: 'the plant is down' }

describe('a transfer under an agreement', () => {
  it('starts through the gate, pauses, goes on and completes', async () => {
    const { consumer, provider, request, transfers, states } = await contracted()
    unwrap(await request())
    await pump(consumer, provider, { times: 2 })
    expect(await states()).toEqual(['STARTED', 'STARTED'])
    const { mine, theirs } = await transfers()
    const there = { participantId: owner, id: theirs.id }
    unwrap(await suspendTransfer(provider.deps, { ...there, ...because }))
    await pump(consumer, provider, { times: 2 })
    expect(await states()).toEqual(['SUSPENDED', 'SUSPENDED'])
    unwrap(await startTransfer(provider.deps, there))
    await pump(consumer, provider, { times: 2 })
    expect(await states()).toEqual(['STARTED', 'STARTED'])
    unwrap(await completeTransfer(consumer.deps, { participantId: trainer, id: mine.id }))
    await pump(consumer, provider, { times: 2 })
    expect(await states()).toEqual(['COMPLETED', 'COMPLETED'])
    expect(provider.gateCalls[0]).toBe('open REQUESTED')
    expect(provider.gateCalls).toContain('close SUSPENDED')
    expect(provider.gateCalls.at(-1)).toBe('close COMPLETED')
    expect(consumer.gateCalls).toEqual([])
  })

  it.each(['plan.limit', 'state.illegal'] as const)(
    'is ended with the reason when its gate refuses: %s',
    async (code) => {
      const { consumer, provider, request, transfers, states } = await contracted()
      provider.gateAnswer.value = err(domainError(code, 'not like this'))
      unwrap(await request())
      await pump(consumer, provider)
      expect(await states()).toEqual(['TERMINATED', 'TERMINATED'])
      const { mine } = await transfers()
      expect(mine.ending).toEqual({ by: 'provider', code, reasons: ['not like this'] })
    },
  )

  it('that runs is ended, too, when its gate refuses to open again', async () => {
    const { consumer, provider, request, transfers, states } = await contracted()
    unwrap(await request())
    await pump(consumer, provider)
    provider.gateAnswer.value = err(domainError('state.illegal', 'the plane is gone'))
    const { theirs } = await transfers()
    await provider.advance({ kind: 'transfer', participantId: owner, id: theirs.id })
    await pump(consumer, provider)
    expect(await states()).toEqual(['TERMINATED', 'TERMINATED'])
  })

  it('paused by the provider is not resumed by the consumer', async () => {
    const { consumer, provider, request, transfers, states } = await contracted()
    unwrap(await request())
    await pump(consumer, provider)
    const { mine, theirs } = await transfers()
    const pause = { participantId: owner, id: theirs.id, ...because }
    unwrap(await suspendTransfer(provider.deps, pause))
    await pump(consumer, provider)
    const resumed = await startTransfer(consumer.deps, { participantId: trainer, id: mine.id })
    expect(resumed).toMatchObject({ error: { code: 'state.illegal' } })
    const body = {
      ...{ '@context': ['https://w3id.org/dspace/2025/1/context.jsonld'] },
      ...{ '@type': 'TransferStartMessage', providerPid: theirs.id, consumerPid: mine.id },
    }
    const answer = await provider.receive(trainer, 'POST', `/transfers/${theirs.id}/start`, body)
    expect(answer.status).toBe(400)
    expect(await states()).toEqual(['SUSPENDED', 'SUSPENDED'])
  })

  it('paused by the consumer is resumed by it', async () => {
    const { consumer, provider, request, transfers, states } = await contracted()
    unwrap(await request())
    await pump(consumer, provider)
    const here = { participantId: trainer, id: (await transfers()).mine.id }
    unwrap(await suspendTransfer(consumer.deps, { ...here, ...because }))
    await pump(consumer, provider)
    unwrap(await startTransfer(consumer.deps, here))
    await pump(consumer, provider)
    expect(await states()).toEqual(['STARTED', 'STARTED'])
  })

  it('resumed by a consumer that still calls it suspended is confirmed by the provider, once', async () => {
    const { consumer, provider, request, transfers, states } = await contracted()
    unwrap(await request())
    await pump(consumer, provider)
    const { mine, theirs } = await transfers()
    const here = { participantId: trainer, id: mine.id }
    unwrap(await suspendTransfer(consumer.deps, { ...here, ...because }))
    await pump(consumer, provider)
    unwrap(await startTransfer(consumer.deps, here))
    provider.askedState.value = 'SUSPENDED'
    expect(await pump(consumer, provider)).toEqual([
      'TransferStartMessage 200',
      'TransferStartMessage 200',
    ])
    expect(await states()).toEqual(['STARTED', 'STARTED'])
    const again = await startTransfer(provider.deps, { participantId: owner, id: theirs.id })
    expect(again).toMatchObject({ error: { code: 'state.illegal' } })
    const body = {
      ...{ '@context': ['https://w3id.org/dspace/2025/1/context.jsonld'], '@id': 'urn:uuid:again' },
      ...{ '@type': 'TransferStartMessage', providerPid: theirs.id, consumerPid: mine.id },
    }
    const answer = await consumer.receive(owner, 'POST', `/transfers/${mine.id}/start`, body)
    expect(answer.status).toBe(400)
  })

  it('is refused for a format that nobody serves, and the asker knows', async () => {
    const { consumer, provider, request } = await contracted()
    unwrap(await request('HttpData-PULL'))
    expect(await pump(consumer, provider)).toEqual(['TransferRequestMessage 400'])
    const [mine] = await consumer.read((s) => s.transfers.find(trainer, {}))
    expect(mine).toMatchObject({ state: 'TERMINATED', ending: { code: 'peer.refused' } })
  })

  it('is refused without an agreement of this very pair', async () => {
    const { consumer, provider, agreementId } = await contracted()
    const body = {
      ...{ '@context': ['https://w3id.org/dspace/2025/1/context.jsonld'] },
      ...{ '@type': 'TransferRequestMessage', consumerPid: 'urn:uuid:t', agreementId },
      ...{ format: 'FederatedTraining', callbackAddress: 'https://other.example/dsp' },
    }
    const stranger = trainer.replace('trainer', 'thief') as typeof trainer
    const foreign = await provider.receive(stranger, 'POST', '/transfers/request', body)
    const unknown = { ...body, agreementId: 'urn:uuid:none' }
    const missing = await provider.receive(trainer, 'POST', '/transfers/request', unknown)
    expect(foreign.body).toMatchObject({ code: 'policy.no-agreement' })
    expect(missing.body).toMatchObject({ code: 'policy.no-agreement' })
    const wrongWay = { participantId: owner, agreementId, format: 'FederatedTraining' }
    expect((await requestTransfer(provider.deps, wrongWay)).ok).toBe(false)
    expect(await consumer.pending()).toEqual([])
  })

  it('ends with its agreement, at once and for both', async () => {
    const { consumer, provider, agreementId, request, states } = await contracted()
    unwrap(await request())
    await pump(consumer, provider)
    const end = { participantId: owner, agreementId, code: 'owner.stopped', reason: 'one click' }
    const ended = unwrap(await endAgreement(provider.deps, end))
    expect(ended.state).toBe('ENDED')
    expect(provider.gateCalls.at(-1)).toBe('close TERMINATED')
    await pump(consumer, provider)
    expect(await states()).toEqual(['TERMINATED', 'TERMINATED'])
    unwrap(await endAgreement(provider.deps, end))
    unwrap(await request())
    expect(await pump(consumer, provider)).toEqual(['TransferRequestMessage 400'])
  })

  it('that we end before we know their pid is ended there by the late answer', async () => {
    const { consumer, provider, request, states } = await contracted()
    const { id } = unwrap(await request())
    const end = { participantId: trainer, id, ...because }
    unwrap(await terminateTransfer(consumer.deps, end))
    await pump(consumer, provider, { lateAcknowledgements: true })
    expect(await states()).toEqual(['TERMINATED', 'TERMINATED'])
  })
})
