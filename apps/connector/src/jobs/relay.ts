import {
  bindExchangeStores,
  bindWalletStores,
  deliveryOf,
  type ExchangeHere,
  keepNothing,
  startOutboxRelay,
} from '@lianshu/adapters'
import { needsSettling, settleNegotiationDelivery, settleTransferDelivery } from '@lianshu/exchange'
import type { Delivery, OutboxMessage } from '@lianshu/kernel'
import { settleRequestDelivery, walletRequestKind } from '@lianshu/trust'
import type { Connector } from '../connector.ts'
import { withStanding } from './with-standing.ts'

/** Sends what the outbox holds, each message in the name of its participant, and settles the answers. */
export function startRelay(
  { node, followUp }: Pick<Connector, 'node' | 'followUp'>,
  here: ExchangeHere,
): Promise<{ stop(): Promise<void> }> {
  const { databaseUrl, clock, random, logger, peers } = node
  // A relay's commits are not on disk at once.
  const settling = { ...here, recent: here.recent && keepNothing(here.recent) }
  return startOutboxRelay({
    ...{ databaseUrl, here: here.relay, clock, random, logger },
    async deliver(message, signal) {
      const answer = await peers.json({
        ...{ from: message.participantId, to: message.counterpartyId, url: message.to },
        ...{ method: 'POST', body: message.body, kind: message.kind, timeoutMs: 15_000, signal },
      })
      const delivery = deliveryOf(answer)
      return delivery.kind === 'refused' ? withStanding(peers, message, delivery) : delivery
    },
    async settle(work, message, delivery) {
      await settle(work, settling, message, delivery, clock.now())
    },
    needsSettling,
    // A refusal may have ended our copy: then its gate is to be shut.
    settled({ kind, participantId, processId: id }, delivery) {
      if (kind === 'transfer' && delivery.kind === 'refused') followUp({ kind, participantId, id })
    },
    async buried(work, message, reason) {
      const delivery = { kind: 'refused', status: 0, reason, answer: null } as const
      await settle(work, settling, message, delivery, clock.now())
    },
  })
}

type Work = Parameters<typeof bindExchangeStores>[0]

async function settle(
  work: Work,
  here: ExchangeHere,
  message: OutboxMessage,
  delivery: Delivery,
  now: Date,
): Promise<void> {
  if (message.kind === walletRequestKind) {
    await settleRequestDelivery(bindWalletStores(work), message, delivery)
    return
  }
  const stores = bindExchangeStores(work, here)
  if (message.kind === 'negotiation')
    await settleNegotiationDelivery(stores, message, delivery, now)
  else await settleTransferDelivery(stores, message, delivery, now)
}
