import type { Delivery, Json, OutboxMessage } from '@lianshu/kernel'
import { transferTerminationMessage } from '@lianshu/protocol/dsp'
import { endingFields } from '../process/ending.ts'
import { learntPid, namesBothPids } from '../process/learnt-pid.ts'
import { orFail } from '../process/lost-race.ts'
import { pidsOf } from '../process/process.ts'
import { processAddress } from '../process/send-message.ts'
import type { Transfer } from './transfer.ts'
import { transferMachine } from './transfer-machine.ts'
import { byThem, recordOf, type TransferStores } from './transfer-step.ts'

/**
 * Applies the outcome of a sent message, in the relay's transaction: learns the provider's pid from the
 * first answer, and ends our copy when the other side refuses for good. Throws DomainFailure
 * `conflict.stale` after a lost race, to be settled again. The provider's gate closes at the next
 * `advanceTransfer`, and `authorizeUse` refuses at once.
 */
export async function settleTransferDelivery(
  stores: TransferStores,
  message: OutboxMessage,
  delivery: Delivery,
  now: Date,
): Promise<void> {
  if (delivery.kind === 'retry') return
  if (delivery.kind === 'delivered' && namesBothPids(message.body)) return
  const transfer = await stores.transfers.get(message.participantId, message.processId)
  if (!transfer) return
  if (delivery.kind === 'refused') {
    return endRefused(stores, transfer, delivery.reason, now.toISOString())
  }
  const counterpartyPid = learntPid(transfer, delivery.answer)
  if (counterpartyPid === undefined) return
  const known = orFail(await stores.transfers.update({ ...transfer, counterpartyPid }))
  if (known.state !== 'TERMINATED') return
  // We ended it before we knew where to say so: now we do.
  const id = `${message.id}:termination`
  const ending = known.ending ?? { code: '', reasons: [] }
  const fields = { ...pidsOf(known), ...endingFields(ending) }
  await stores.outbox.add({
    ...{ id, kind: 'transfer', processId: known.id, participantId: known.participantId },
    counterpartyId: known.counterpartyId,
    to: processAddress('transfer', known, 'termination'),
    body: transferTerminationMessage.render({ '@id': id, ...fields }) as unknown as Json,
  })
}

async function endRefused(
  stores: TransferStores,
  transfer: Transfer,
  reason: string,
  at: string,
): Promise<void> {
  if (transferMachine.isTerminal(transfer.state)) return
  const by = byThem(transfer)
  const ending = { by, code: 'peer.refused', reasons: [reason.slice(0, 500)] }
  const ended: Transfer = { ...transfer, state: 'TERMINATED', ending, updatedAt: at }
  orFail(await stores.transfers.update(ended))
  const { participantId, counterpartyId, id } = ended
  await stores.recordLog.append({
    ...{ participantId, actor: counterpartyId, subject: id, at, reason: ending.code },
    ...recordOf(ended),
  })
}
