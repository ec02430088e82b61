import { type Delivery, DomainFailure, type OutboxMessage } from '@lianshu/kernel'
import { walletRequestMachine } from './wallet-request-machine.ts'
import type { WalletStores } from './wallet-stores.ts'

/**
 * Takes the issuer's answer to a credential request into its state. An answer that comes after the
 * credentials themselves changes nothing.
 */
export async function settleRequestDelivery(
  { requests }: Pick<WalletStores, 'requests'>,
  { participantId, processId }: OutboxMessage,
  delivery: Delivery,
): Promise<void> {
  if (delivery.kind === 'retry') return
  const request = await requests.get(participantId, processId)
  if (request === undefined) return
  const isTaken = delivery.kind === 'delivered'
  const next = isTaken
    ? walletRequestMachine.next(request.state, 'receive', 'issuer')
    : walletRequestMachine.next(request.state, 'fail', 'holder')
  if (!next.ok) return
  const reason = isTaken ? undefined : delivery.reason.slice(0, 2000)
  const saved = await requests.update({ ...request, state: next.value, reason })
  if (!saved.ok) throw new DomainFailure(saved.error)
}
