import { readFileSync } from 'node:fs'
import type { Json } from '@lianshu/kernel'
import { contractAgreementMessage, contractNegotiationEventMessage } from '@lianshu/protocol/dsp'
import { vi } from 'vitest'
import type { HostileSpace } from './hostile-space.ts'

const fixtures = new URL('../../../../packages/protocol/src/dsp/fixtures/valid/', import.meta.url)
const soon = { timeout: 20_000, interval: 20 }

/** A message that would be right, and where it belongs. */
export interface Target {
  readonly name: string
  readonly path: string
  readonly message: Json
}

type Fields = Readonly<Record<string, Json>>

/** A golden message, with our own ids and addresses where it has any. */
function golden(file: string, own: Fields): Json {
  const message = JSON.parse(readFileSync(new URL(`${file}.json`, fixtures), 'utf8')) as Fields
  const known = Object.entries(own).filter(([name]) => Object.hasOwn(message, name))
  return { ...message, ...Object.fromEntries(known) }
}

const toNegotiation = [
  ['request', 'ContractRequestMessage-counter'],
  ['offers', 'ContractOfferMessage'],
  ['agreement', 'ContractAgreementMessage'],
  ['agreement/verification', 'ContractAgreementVerificationMessage'],
  ['events', 'ContractNegotiationEventMessage'],
  ['termination', 'ContractNegotiationTerminationMessage'],
] as const
const toTransfer = [
  ['start', 'TransferStartMessage'],
  ['suspension', 'TransferSuspensionMessage'],
  ['completion', 'TransferCompletionMessage'],
  ['termination', 'TransferTerminationMessage'],
] as const

/**
 * Every endpoint of the Dataspace Protocol with a right message, against processes in the states in which
 * they wait for one: the plant as provider and as consumer.
 */
export async function openTargets(space: HostileSpace, turn: number): Promise<readonly Target[]> {
  const { dataset, callback } = space
  const offer = { ...(dataset.offer as object), target: dataset.id } as unknown as Json
  const agreed = await space.agreed(space.trainer, `urn:consumer:agreed:${turn}`)
  const done = await space.finalized(space.trainer, `urn:consumer:done:${turn}`)
  const asked = await ask(space, `urn:provider:asked:${turn}`)
  const bought = await buy(space, `urn:provider:bought:${turn}`)
  const fetched = await fetchUnder(space, bought.agreementId)
  const own = { callbackAddress: callback, offer }
  const first = { ...own, consumerPid: `urn:fuzz:${turn}`, providerPid: `urn:fuzz:${turn}` }
  const negotiations = [agreed, done, asked].flatMap((pids, index) =>
    toNegotiation.map(([step, file]) => ({
      name: `${step} of negotiation ${index}`,
      path: `/negotiations/${index < 2 ? pids.providerPid : pids.consumerPid}/${step}`,
      message: golden(file, { ...pids, offer }),
    })),
  )
  const transfers = toTransfer.map(([step, file]) => ({
    name: `${step} of a transfer`,
    path: `/transfers/${fetched.consumerPid}/${step}`,
    message: golden(file, fetched),
  }))
  return [
    ...negotiations,
    ...transfers,
    {
      name: 'request',
      path: '/negotiations/request',
      message: golden('ContractRequestMessage-first', first),
    },
    {
      name: 'offer',
      path: '/negotiations/offers',
      message: golden('ContractOfferMessage-first', first),
    },
    {
      name: 'transfer request',
      path: '/transfers/request',
      message: golden('TransferRequestMessage', { ...first, agreementId: done.agreementId }),
    },
    {
      name: 'catalogue request',
      path: '/catalog/request',
      message: golden('CatalogRequestMessage', {}),
    },
  ]
}

/** The plant asks the trainer for a contract and waits for its answer. */
async function ask({ node, trainer, dataset, database }: HostileSpace, providerPid: string) {
  const { peers } = node
  peers.answer('/callback/negotiations/request', 201, { providerPid })
  const offer = { ...(dataset.offer as object), target: 'urn:dataset:of-the-trainer' }
  const { id: consumerPid } = await node.manage<{ id: string }>(
    '/participants/plant/negotiations',
    { providerId: trainer.did, providerAddress: `${peers.url}/callback`, offer },
  )
  await database.quiet()
  return { consumerPid, providerPid }
}

/** The same up to an agreement in force, in which the plant is the consumer. */
async function buy(space: HostileSpace, providerPid: string) {
  const { node, trainer, dataset } = space
  const { consumerPid } = await ask(space, providerPid)
  const agreementId = `urn:agreement:${providerPid}`
  const { '@id': _id, '@type': _type, ...terms } = dataset.offer as unknown as Fields
  const parties = { assigner: trainer.did, assignee: node.didOf('plant') }
  const named = { '@id': agreementId, '@type': 'Agreement', target: 'urn:dataset:of-the-trainer' }
  const timestamp = new Date().toISOString()
  const agreement = { ...terms, ...parties, ...named, timestamp } as never
  const base = `/negotiations/${consumerPid}`
  const told = contractAgreementMessage.render({ consumerPid, providerPid, agreement })
  await space.ask(trainer, `${base}/agreement`, { body: told })
  await space.reaches(trainer, base, 'VERIFIED')
  const pids = { consumerPid, providerPid }
  const event = contractNegotiationEventMessage.render({ ...pids, eventType: 'FINALIZED' })
  await space.ask(trainer, `${base}/events`, { body: event })
  await space.database.quiet()
  return { ...pids, agreementId }
}

/** A transfer that the plant asked for and waits for. */
async function fetchUnder({ node, database }: HostileSpace, agreementId: string) {
  const providerPid = `urn:provider:transfer:${agreementId}`
  node.peers.answer('/callback/transfers/request', 201, { providerPid })
  const body = { agreementId, format: 'FederatedTraining' }
  const { id } = await node.manage<{ id: string }>('/participants/plant/transfers', body)
  const known = () =>
    node.manage<{ counterpartyPid?: string }>(`/participants/plant/transfers/${id}`)
  await vi.waitFor(async () => {
    if ((await known()).counterpartyPid === undefined) throw new Error('not settled yet')
  }, soon)
  await database.quiet()
  return { consumerPid: id, providerPid }
}
