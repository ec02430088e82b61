import {
  advanceTransfer,
  completeTransfer,
  requestContract,
  requestTransfer,
  startByHand,
  startTransfer,
  suspendTransfer,
  terminateNegotiation,
  terminateTransfer,
  transfersToAdvance,
} from '@lianshu/exchange'
import { unwrap } from '@lianshu/kernel'
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

const because = { code: 'maintenance', reason: 'the plant is down' }

async function negotiated() {
  const consumer = await openNode(trainer)
  const provider = await openNode(owner)
  open.push(consumer, provider)
  const asked = { participantId: trainer, providerId: owner, offer: requestedOffer }
  unwrap(await requestContract(consumer.deps, { ...asked, providerAddress: provider.address }))
  return { consumer, provider }
}

/** A transfer that runs, and ways for each side to take steps before it hears of the other's. */
async function running() {
  const { consumer, provider } = await negotiated()
  await pump(consumer, provider)
  const [agreement] = await consumer.read((s) => s.agreements.find(trainer, {}))
  const wish = { participantId: trainer, agreementId: agreement!.id, format: 'FederatedTraining' }
  unwrap(await requestTransfer(consumer.deps, wish))
  await pump(consumer, provider)
  const one = async (node: TestNode) =>
    (await node.read((s) => s.transfers.find(node.participantId, {})))[0]!
  const step = async (node: TestNode, take: 'suspend' | 'complete' | 'terminate' | 'start') => {
    const command = { participantId: node.participantId, id: (await one(node)).id, ...because }
    const steps = {
      ...{ suspend: suspendTransfer, complete: completeTransfer },
      ...{ terminate: terminateTransfer, start: startTransfer },
    }
    return steps[take](node.deps, command)
  }
  consumer.deps.askState = async () => (await one(provider)).state
  return { consumer, provider, one, step }
}

describe('steps that cross on the way', () => {
  it.each([
    ['suspend', 'suspend', 'SUSPENDED'],
    ['complete', 'complete', 'COMPLETED'],
    ['terminate', 'terminate', 'TERMINATED'],
    ['complete', 'suspend', 'TERMINATED'],
    ['suspend', 'complete', 'TERMINATED'],
    ['complete', 'terminate', 'TERMINATED'],
    ['terminate', 'suspend', 'TERMINATED'],
  ] as const)(
    '%s by the consumer and %s by the provider end at %s for both',
    async (mine, theirs, end) => {
      const { consumer, provider, one, step } = await running()
      unwrap(await step(consumer, mine))
      unwrap(await step(provider, theirs))
      await pump(consumer, provider)
      expect([(await one(consumer)).state, (await one(provider)).state]).toEqual([end, end])
      expect(await consumer.pending()).toEqual([])
      expect(await provider.pending()).toEqual([])
      expect(await one(provider)).not.toHaveProperty('gate')
    },
  )

  it('a gate that opens while the transfer is stopped is shut behind it', async () => {
    const { consumer, provider, one, step } = await running()
    unwrap(await step(consumer, 'terminate'))
    const [{ to, body } = { to: '', body: null }] = await consumer.pending()
    const path = to.slice(provider.address.length)
    provider.gateOpens.value = async () => {
      provider.gateOpens.value = undefined
      const { followUp } = await provider.receive(trainer, 'POST', path, body)
      shutting = provider.advance(followUp!)
    }
    let shutting: Promise<void> | undefined
    await provider.advance({ kind: 'transfer', participantId: owner, id: (await one(provider)).id })
    await shutting
    expect((await one(provider)).state).toBe('TERMINATED')
    expect(provider.gateCalls.slice(-2)).toEqual(['open STARTED', 'close TERMINATED'])
  })

  it('a gate that a killed process left open is shut at the next start', async () => {
    const { consumer, provider, one, step } = await running()
    unwrap(await step(consumer, 'complete'))
    const [{ to, body } = { to: '', body: null }] = await consumer.pending()
    const path = to.slice(provider.address.length)
    // Nobody advances after this answer: the process is gone.
    expect(await provider.receive(trainer, 'POST', path, body)).toMatchObject({ status: 200 })
    expect(await one(provider)).toMatchObject({ state: 'COMPLETED', gate: 'open' })
    const waiting = await provider.read((stores) =>
      Array.fromAsync(transfersToAdvance(stores, owner)),
    )
    expect(waiting).toHaveLength(1)
    for (const step of waiting) await provider.advance(step)
    expect(provider.gateCalls.at(-1)).toBe('close COMPLETED')
    expect(
      await provider.read((stores) => Array.fromAsync(transfersToAdvance(stores, owner))),
    ).toEqual([])
  })

  it('a pause of both is the provider’s to lift', async () => {
    const { consumer, provider, one, step } = await running()
    unwrap(await step(consumer, 'suspend'))
    unwrap(await step(provider, 'suspend'))
    await pump(consumer, provider)
    expect(await step(consumer, 'start')).toMatchObject({ error: { code: 'state.illegal' } })
    unwrap(await step(provider, 'start'))
    await pump(consumer, provider)
    expect([(await one(consumer)).state, (await one(provider)).state]).toEqual([
      'STARTED',
      'STARTED',
    ])
  })

  it('a start that crossed a resume and a new pause of the consumer does not lift that pause', async () => {
    const { consumer, provider, one, step } = await running()
    unwrap(await step(consumer, 'suspend'))
    await pump(consumer, provider)
    unwrap(await step(provider, 'start'))
    unwrap(await step(consumer, 'start'))
    unwrap(await step(consumer, 'suspend'))
    // The provider's message comes first, and again once it has heard of the pause.
    const seen = await pump(provider, consumer)
    expect(seen.filter((line) => line.startsWith('TransferStart'))).toEqual([
      'TransferStartMessage 502',
      'TransferStartMessage 400',
      'TransferStartMessage 400',
    ])
    expect(await one(consumer)).toMatchObject({ state: 'SUSPENDED', suspendedBy: 'consumer' })
    expect((await one(provider)).state).toBe('SUSPENDED')
    expect(await consumer.pending()).toEqual([])
    expect(await provider.pending()).toEqual([])
    unwrap(await step(consumer, 'start'))
    await pump(consumer, provider)
    expect([(await one(consumer)).state, (await one(provider)).state]).toEqual([
      'STARTED',
      'STARTED',
    ])
  })

  it('a start waits while the provider cannot be asked whether our pause came first', async () => {
    const { consumer, provider, one, step } = await running()
    unwrap(await step(consumer, 'suspend'))
    await pump(consumer, provider)
    unwrap(await step(provider, 'start'))
    const standing = consumer.deps.askState
    consumer.deps.askState = async () => 'UNREACHABLE'
    const [{ to, body } = { to: '', body: null }] = await provider.pending()
    const path = to.slice(consumer.address.length)
    expect(await consumer.receive(owner, 'POST', path, body)).toMatchObject({ status: 502 })
    expect((await one(consumer)).state).toBe('SUSPENDED')
    consumer.deps.askState = standing
    await pump(consumer, provider)
    expect((await one(consumer)).state).toBe('STARTED')
  })

  it('a consumer that pauses while it is asked whether it waits for a start gets none', async () => {
    const { consumer, provider, one, step } = await running()
    unwrap(await step(consumer, 'suspend'))
    await pump(consumer, provider)
    unwrap(await step(consumer, 'start'))
    provider.deps.askState = async () => {
      provider.deps.askState = async () => undefined
      unwrap(await step(consumer, 'suspend'))
      await pump(consumer, provider)
      return 'SUSPENDED'
    }
    const [{ to, body } = { to: '', body: null }] = await consumer.pending()
    await provider.receive(trainer, 'POST', to.slice(provider.address.length), body)
    const command = { participantId: owner, id: (await one(provider)).id }
    expect(await advanceTransfer(provider.deps, command)).toMatchObject({
      error: { code: 'state.illegal' },
    })
    expect((await one(provider)).state).toBe('SUSPENDED')
    expect(await provider.pending()).toEqual([])
    expect(provider.gateCalls.at(-1)).toBe('close SUSPENDED')
  })

  it('a gate that opens for a resume is shut when the transfer is ended meanwhile', async () => {
    const { consumer, provider, one, step } = await running()
    unwrap(await step(provider, 'suspend'))
    await pump(consumer, provider)
    unwrap(await step(consumer, 'terminate'))
    const [{ to, body } = { to: '', body: null }] = await consumer.pending()
    const path = to.slice(provider.address.length)
    let shutting: Promise<void> | undefined
    provider.gateOpens.value = async () => {
      const { followUp } = await provider.receive(trainer, 'POST', path, body)
      shutting = provider.advance(followUp!)
    }
    const command = { participantId: owner, id: (await one(provider)).id }
    expect(await startByHand(provider.deps, command)).toMatchObject({ ok: false })
    await shutting
    expect((await one(provider)).state).toBe('TERMINATED')
    expect(provider.gateCalls.slice(-2)).toEqual(['open SUSPENDED', 'close TERMINATED'])
  })

  it('a gate that a killed process opened for a resume is shut at the next start', async () => {
    const { consumer, provider, one, step } = await running()
    unwrap(await step(provider, 'suspend'))
    await pump(consumer, provider)
    provider.gateOpens.value = () => Promise.reject(new Error('killed'))
    const command = { participantId: owner, id: (await one(provider)).id }
    await expect(startByHand(provider.deps, command)).rejects.toThrow('killed')
    provider.gateCalls.splice(0)
    const waiting = await provider.read((stores) =>
      Array.fromAsync(transfersToAdvance(stores, owner)),
    )
    for (const step of waiting) await provider.advance(step)
    expect(provider.gateCalls).toEqual(['close SUSPENDED'])
    expect(await one(provider)).not.toHaveProperty('gate')
  })

  it('a gate that is to be shut while its transfer is resumed stays open', async () => {
    const { consumer, provider, one, step } = await running()
    unwrap(await step(consumer, 'suspend'))
    const [{ to, body } = { to: '', body: null }] = await consumer.pending()
    const path = to.slice(provider.address.length)
    const { followUp } = await provider.receive(trainer, 'POST', path, body)
    let shutting: Promise<void> | undefined
    provider.gateOpens.value = async () => {
      shutting = provider.advance(followUp!)
    }
    const command = { participantId: owner, id: (await one(provider)).id }
    expect(await startByHand(provider.deps, command)).toMatchObject({ ok: true })
    await shutting
    expect((await one(provider)).state).toBe('STARTED')
    expect(provider.gateCalls.at(-1)).toBe('open SUSPENDED')
  })

  it('a consumer that ends what the provider has just finalized ends it for both', async () => {
    const { consumer, provider } = await negotiated()
    const ours = async (node: TestNode) =>
      (await node.read((s) => s.negotiations.find(node.participantId, {})))[0]!
    // The provider's last message stays on its way.
    await pump(consumer, provider, { until: 'ContractNegotiationEventMessage' })
    expect((await ours(provider)).state).toBe('FINALIZED')
    const { id } = await ours(consumer)
    unwrap(await terminateNegotiation(consumer.deps, { participantId: trainer, id, ...because }))
    await pump(consumer, provider)
    expect((await ours(provider)).state).toBe('TERMINATED')
    expect((await ours(consumer)).state).toBe('TERMINATED')
    const [agreement] = await provider.read((s) => s.agreements.find(owner, {}))
    expect(agreement?.state).toBe('ENDED')
  })
})
