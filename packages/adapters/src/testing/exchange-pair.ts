import {
  type AgreementSignatures,
  type AskTransferState,
  advanceNegotiation,
  advanceTransfer,
  type DecideTransfer,
  type DecideTurn,
  decideByOffers,
  type ExchangeStores,
  type FollowUp,
  negotiationEndpoints,
  type OfferLookup,
  type StoredAgreement,
  settleNegotiationDelivery,
  settleTransferDelivery,
  standingAddress,
  type Transfer,
  type TransferGate,
  transferEndpoints,
  type WireAnswer,
} from '@lianshu/exchange'
import {
  canonicalJson,
  type Delivery,
  type Did,
  domainError,
  err,
  type Json,
  manualClock,
  type OutboxMessage,
  ok,
  type Result,
  seededRandom,
  unwrap,
} from '@lianshu/kernel'
import { buildOffer } from '@lianshu/policy'
import type { TransferState } from '@lianshu/protocol/dsp'
import { testDid } from '@lianshu/testkit'
import { asc, eq } from 'drizzle-orm'
import { bindExchangeStores } from '../postgres/exchange-stores.ts'
import { toMessage } from '../postgres/held-message.ts'
import { createRecentEntities } from '../postgres/recent-entities.ts'
import { outbox } from '../postgres/schema/node.ts'
import { createTransactor } from '../postgres/transactor.ts'
import { openTestDatabase } from './test-database.ts'

export const owner = testDid('plant-a', 'localhost%3A7402')
export const trainer = testDid('trainer')
export const datasetId = 'urn:uuid:00000000-0000-4000-8000-00000000d5e7'
export const listedOffer = unwrap(
  buildOffer('urn:uuid:00000000-0000-4000-8000-0000000000ff', {
    uses: ['train', 'evaluate'],
    deliveries: ['federated'],
    purposes: ['tool-wear'],
    minimumCohort: 3,
    maximumRounds: 10,
    endsAt: '2027-01-01T00:00:00Z',
    priceFen: 1_000_00,
  }),
)
export const requestedOffer = { ...listedOffer, target: datasetId }

/** Signatures that anybody could forge, but that do tell values and signers apart. */
const signatures: AgreementSignatures = {
  sign: async (participantId, value) => `${participantId}|${canonicalJson(value).length}`,
  async verify(signer, value, jws) {
    const fits = jws === `${signer}|${canonicalJson(value).length}`
    return fits ? ok(undefined) : err(domainError('auth.invalid', 'not the signer’s'))
  },
}

export interface Decisions {
  readonly turn?: DecideTurn
  readonly transfer?: DecideTransfer
}

/** A node with one participant, its own database, and a hand-driven relay instead of a network. */
export async function openNode(participantId: Did, decisions: Decisions = {}) {
  const { db, close } = await openTestDatabase()
  const here = { recent: createRecentEntities() }
  const transactor = createTransactor(db, (work) => bindExchangeStores(work, here))
  const clock = manualClock('2026-11-21T08:00:00.000Z')
  const gateCalls: string[] = []
  const reminders: string[] = []
  /** What the other side says of its copy of a transfer. */
  const askedState: { value: TransferState | undefined } = { value: undefined }
  const gateAnswer: { value: Result<undefined, ReturnType<typeof domainError>> } = {
    value: ok(undefined),
  }
  /** What happens while the gate opens. */
  const gateOpens: { value: (() => Promise<void>) | undefined } = { value: undefined }
  const gate: TransferGate = {
    async open(transfer: Transfer, _agreement: StoredAgreement) {
      await gateOpens.value?.()
      gateCalls.push(`open ${transfer.state}`)
      return gateAnswer.value
    },
    async close(transfer) {
      gateCalls.push(`close ${transfer.state}`)
    },
  }
  const offers: OfferLookup = {
    offersOf: async (_did, id) => (id === datasetId ? [listedOffer] : []),
  }
  const address = `https://${participantId.split(':').at(-1)}.example/dsp/2025-1`
  const deps = {
    ...{ transactor, clock, signatures, random: seededRandom(participantId) },
    callbackAddress: () => address,
    acceptCallback: async () => ok(undefined),
    gates: { FederatedTraining: gate },
    askState: async (): ReturnType<AskTransferState> => askedState.value,
    decideTransfer: decisions.transfer ?? (async () => ({ kind: 'proceed' as const })),
    remindAt: async ({ id }: FollowUp, instant: string) => void reminders.push(`${id} ${instant}`),
    offers,
    decideTurn: decisions.turn ?? decideByOffers(offers),
  }
  const endpoints = [...negotiationEndpoints(deps), ...transferEndpoints(deps)]

  /** What the node's route would do with a request below its base. */
  async function receive(
    callerId: Did,
    method: 'GET' | 'POST',
    path: string,
    body?: Json,
  ): Promise<WireAnswer> {
    for (const endpoint of endpoints) {
      const pattern = endpoint.path.replace(':pid', '([^/]+)')
      const match = endpoint.method === method && new RegExp(`^${pattern}$`).exec(path)
      const named = match && !(endpoint.path.includes(':pid') && reserved.has(`${method} ${path}`))
      if (!named) continue
      const pid = decodeURIComponent(match[1] ?? '')
      return endpoint.handle({ participantId, callerId, pid, body })
    }
    return { status: 404, body: null }
  }
  const pending = async (): Promise<OutboxMessage[]> =>
    (await db.select().from(outbox).orderBy(asc(outbox.position))).map(toMessage)
  const settle = async (message: OutboxMessage, delivery: Delivery) => {
    const apply = message.kind === 'transfer' ? settleTransferDelivery : settleNegotiationDelivery
    await transactor.run((stores) => apply(stores, message, delivery, clock.now()))
    await db.delete(outbox).where(eq(outbox.id, message.id))
    const { kind, processId: id } = message
    if (kind === 'transfer' && delivery.kind === 'refused')
      await advance({ kind, participantId, id })
  }
  const advance = async (followUp: FollowUp): Promise<void> => {
    if (followUp.kind === 'negotiation') unwrap(await advanceNegotiation(deps, followUp))
    else unwrap(await advanceTransfer(deps, followUp))
  }
  const read = <T>(query: (stores: ExchangeStores) => Promise<T>) => transactor.run(query)
  return {
    ...{ participantId, address, deps, db, close, gateCalls, gateAnswer, gateOpens, askedState },
    ...{ receive, pending, settle, advance, read, reminders },
  }
}
export type TestNode = Awaited<ReturnType<typeof openNode>>

// Real routers prefer the literal path; so does this one.
const reserved = new Set([
  'POST /negotiations/request',
  'POST /negotiations/offers',
  'POST /transfers/request',
])

export interface PumpOptions {
  /** Times that every message is delivered; more than once tells duplicates. */
  readonly times?: number
  /** Settle, and so learn from acknowledgements, only when nothing else is left to do. */
  readonly lateAcknowledgements?: boolean
  /** Stops before a message of this type: it stays on its way. */
  readonly until?: string
}

/** Carries messages between two nodes until neither has one left, those answered 5xx again. Returns `type status` per delivery. */
export async function pump(
  left: TestNode,
  right: TestNode,
  options: PumpOptions = {},
): Promise<string[]> {
  const { times = 1, lateAcknowledgements = false, until } = options
  const seen: string[] = []
  const carried = new Set<string>()
  const late: (() => Promise<void>)[] = []
  const fresh = async (from: TestNode, to: TestNode) =>
    (await from.pending())
      .filter(({ id }) => !carried.has(id))
      .map((message) => ({ from, to, message }))
  for (;;) {
    const parcels = [...(await fresh(left, right)), ...(await fresh(right, left))]
    for (const { from, to, message } of parcels) {
      if ((message.body as { '@type': string })['@type'] === until) return seen
      carried.add(message.id)
      const { answer, lines } = await carry(from, to, message, times)
      seen.push(...lines)
      if (answer.status >= 500) {
        carried.delete(message.id)
        continue
      }
      const delivery = await deliveryOf(answer, from, to, message)
      const settle = () => from.settle(message, delivery)
      if (lateAcknowledgements) late.push(settle)
      else await settle()
      if (answer.followUp) await to.advance(answer.followUp)
    }
    if (parcels.length > 0) continue
    if (late.length === 0) return seen
    for (const settle of late.splice(0)) await settle()
  }
}

async function carry(from: TestNode, to: TestNode, message: OutboxMessage, times: number) {
  const path = message.to.slice(to.address.length)
  const type = (message.body as { '@type': string })['@type']
  const lines: string[] = []
  let answer: WireAnswer = { status: 0, body: null }
  for (let time = 0; time < times; time++) {
    answer = await to.receive(from.participantId, 'POST', path, message.body)
    lines.push(`${type} ${answer.status}`)
  }
  return { answer, lines }
}

/** As the relay has it: one who refuses is asked where it stands. */
async function deliveryOf(
  { status, body }: WireAnswer,
  from: TestNode,
  to: TestNode,
  message: OutboxMessage,
): Promise<Delivery> {
  if (status < 300) return { kind: 'delivered', status, answer: body }
  const refused = { kind: 'refused', status, reason: 'refused', answer: body } as const
  const address = standingAddress(message)
  if (address === undefined) return refused
  const told = await to.receive(from.participantId, 'GET', address.slice(to.address.length))
  return { ...refused, standing: (told.body as { state?: string } | null)?.state }
}
