import { bindExchangeStores, type RelayHere, startOutboxRelay } from '@lianshu/adapters'
import {
  type ExchangeStores,
  settleNegotiationDelivery,
  settleTransferDelivery,
} from '@lianshu/exchange'
import type { Delivery, Json, OutboxMessage } from '@lianshu/kernel'
import type { Connector } from '../connector.ts'

/** Sends what the outbox holds, each message in the name of its participant, and settles the answers. */
export function startRelay(
  { node }: Pick<Connector, 'node'>,
  here: RelayHere,
): Promise<{ stop(): Promise<void> }> {
  const { databaseUrl, clock, random, logger, peers } = node
  return startOutboxRelay({
    ...{ databaseUrl, here, clock, random, logger },
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
      await settle(bindExchangeStores(work, here), message, delivery, clock.now())
    },
    async buried(work, message, reason) {
      await settle(
        bindExchangeStores(work, here),
        message,
        { kind: 'refused', status: 0, reason, answer: null },
        clock.now(),
      )
    },
  })
}

async function settle(
  stores: ExchangeStores,
  message: OutboxMessage,
  delivery: Delivery,
  now: Date,
): Promise<void> {
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
