import { type Delivery, DomainFailure, type OutboxMessage } from '@lianshu/kernel'
import { pidSchema } from '@lianshu/protocol/dcp'
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
  const outcome = isTaken
    ? { issuerPid: request.issuerPid ?? nameAt(delivery.location) }
    : { reason: delivery.reason.slice(0, 2000) }
  const saved = await requests.update({ ...request, ...outcome, state: next.value })
  if (!saved.ok) throw new DomainFailure(saved.error)
}

/**
 * The issuer's name for the request: the last part of where its status is to be had (DCP 1.0 section 6.4).
 * The place itself is the issuer's service that we know, not an address that an answer names.
 */
function nameAt(location: string | undefined): string | undefined {
  const path = location && URL.parse(location, 'https://issuer.invalid')?.pathname
  const name = path?.replace(/\/$/, '').split('/').at(-1)
  try {
    return name ? pidSchema.safeParse(decodeURIComponent(name)).data : undefined
  } catch {
    return undefined
  }
}
