import {
  bindExchangeStores,
  bindWalletStores,
  type ExchangeHere,
  startOutboxRelay,
} from '@lianshu/adapters'
import { settleNegotiationDelivery, settleTransferDelivery } from '@lianshu/exchange'
import type { Delivery, Json, OutboxMessage } from '@lianshu/kernel'
import { settleRequestDelivery, walletRequestKind } from '@lianshu/trust'
import type { Connector } from '../connector.ts'

/** Sends what the outbox holds, each message in the name of its participant, and settles the answers. */
export function startRelay(
  { node }: Pick<Connector, 'node'>,
  here: ExchangeHere,
): Promise<{ stop(): Promise<void> }> {
  const { databaseUrl, clock, random, logger, peers } = node
  return startOutboxRelay({
    ...{ databaseUrl, here: here.relay, clock, random, logger },
    async deliver(message, signal) {
      const answer = await peers.json({
        ...{ from: message.participantId, to: message.counterpartyId, url: message.to },
        ...{ method: 'POST', body: message.body, kind: message.kind, timeoutMs: 15_000, signal },
      })
      if (answer.ok)
        return { kind: 'delivered', status: answer.value.status, answer: answer.value.body }
      return failedDelivery(answer.error)
    },
    async settle(work, message, delivery) {
      await settle(work, here, message, delivery, clock.now())
    },
    async buried(work, message, reason) {
      const delivery = { kind: 'refused', status: 0, reason, answer: null } as const
      await settle(work, here, message, delivery, clock.now())
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

/** A 4xx is the other side's last word; everything else may pass. 404 too: it may not know the process yet. */
function failedDelivery(error: {
  code: string
  message: string
  details?: Readonly<Record<string, unknown>>
}): Delivery {
  const status = Number(error.details?.status ?? 0)
  const isFinal = error.code === 'peer.refused' && status >= 400 && status < 500
  const mayPass = [401, 404, 408, 409, 425, 429].includes(status)
  if (!isFinal || mayPass) return { kind: 'retry', reason: error.message }
  return {
    kind: 'refused',
    status,
    reason: error.message,
    answer: (error.details?.body ?? null) as Json,
  }
}
