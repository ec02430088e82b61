import { deliveryOf, startOutboxRelay } from '@lianshu/adapters'
import type { Delivery, OutboxMessage } from '@lianshu/kernel'
import { serviceEndpoint } from '@lianshu/protocol/dcp'
import { offerKind, outcomeKind, settleCredentialDelivery } from '@lianshu/trust'
import type { Broker } from '../broker.ts'
import { bindIssuingStores } from '../issuer.ts'

/** Where a credential service takes a message, below its base (DCP 1.0 sections 6.5 and 6.6). */
const pathOf: Readonly<Record<string, string>> = {
  [outcomeKind]: '/credentials',
  [offerKind]: '/offers',
}

/** Brings credentials, rejections and offers to the wallets of their holders, and notes how it ended. */
export function startRelay(
  broker: Pick<Broker, 'node' | 'issuer'>,
): Promise<{ stop(): Promise<void> }> {
  const { databaseUrl, clock, random, logger } = broker.node
  const settle = async (
    tx: Parameters<typeof bindIssuingStores>[0],
    message: OutboxMessage,
    delivery: Delivery,
  ) => {
    if (message.kind === outcomeKind) {
      await settleCredentialDelivery(bindIssuingStores(tx), message, delivery)
    }
  }
  return startOutboxRelay({
    ...{ databaseUrl, clock, random, logger, settle },
    deliver: (message, signal) => deliver(broker, message, signal),
    buried: (tx, message, reason) =>
      settle(tx, message, { kind: 'refused', status: 0, reason, answer: null }),
  })
}

/** The wallet's place is looked up now: a holder may have moved since it asked. */
async function deliver(
  { node, issuer }: Pick<Broker, 'node' | 'issuer'>,
  { participantId: from, counterpartyId: to, kind, body, processId }: OutboxMessage,
  signal: AbortSignal,
): Promise<Delivery> {
  const document = await node.identities.resolver.resolve(to)
  if (!document.ok) return { kind: 'retry', reason: document.error.message }
  const service = serviceEndpoint(document.value, 'CredentialService')
  const path = pathOf[kind]
  if (service === undefined || path === undefined) {
    return { kind: 'retry', reason: `${to} publishes no CredentialService` }
  }
  const issuance = await issuer.stores.issuances.get(from, processId)
  const answer = await node.peers.bytes({
    ...{ from, to, method: 'POST', kind: 'identity', timeoutMs: 15_000, body, signal },
    ...{ url: `${service.replace(/\/$/, '')}${path}`, accessToken: issuance?.accessToken },
  })
  // What a wallet says besides its status is nobody's business here.
  return deliveryOf(answer.ok ? { ok: true, value: { ...answer.value, body: null } } : answer)
}
