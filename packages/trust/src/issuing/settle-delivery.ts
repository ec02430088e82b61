import { type Delivery, DomainFailure, type OutboxMessage } from '@lianshu/kernel'
import type { IssuingStores } from './ports.ts'

/** Notes how the message with an outcome ended, in the transaction that takes it out of the outbox. */
export async function settleCredentialDelivery(
  { issuances }: Pick<IssuingStores, 'issuances'>,
  message: OutboxMessage,
  delivery: Delivery,
): Promise<void> {
  const issuance = await issuances.get(message.participantId, message.processId)
  if (!issuance) return
  const reached = delivery.kind === 'delivered' ? 'delivered' : 'failed'
  const saved = await issuances.update({ ...issuance, delivery: reached })
  if (!saved.ok) throw new DomainFailure(saved.error)
}
