import type { Delivery, OutboxMessage } from '@lianshu/kernel'
import { learntPid, needsSettling } from '../process/learnt-pid.ts'
import { orFail } from '../process/lost-race.ts'
import { standingAfter } from '../process/standing.ts'
import { tellTransferEnding } from './tell-ending.ts'
import type { Transfer } from './transfer.ts'
import { transferMachine } from './transfer-machine.ts'
import { byThem, recordOf, type TransferStores } from './transfer-step.ts'

type Refused = Extract<Delivery, { kind: 'refused' }>

/**
 * Applies the outcome of a sent message, in the relay's transaction: learns the provider's pid from the
 * first answer, and ends both copies when the other side refuses for good and stands elsewhere than we
 * (decision 0012). Throws DomainFailure `conflict.stale` after a lost race, to be settled again. The
 * provider's gate closes at the next `advanceTransfer`, and `authorizeUse` refuses at once.
 */
export async function settleTransferDelivery(
  stores: TransferStores,
  message: OutboxMessage,
  delivery: Delivery,
  now: Date,
): Promise<void> {
  if (delivery.kind === 'retry') return
  if (!needsSettling(message, delivery)) return
  const transfer = await stores.transfers.get(message.participantId, message.processId)
  if (!transfer) return
  if (delivery.kind === 'refused') {
    return settleRefusal(stores, transfer, message, delivery, now.toISOString())
  }
  const counterpartyPid = learntPid(transfer, delivery.answer)
  if (counterpartyPid === undefined) return
  const known = orFail(await stores.transfers.update({ ...transfer, counterpartyPid }))
  // We ended it before we knew where to say so: now we do.
  if (known.state === 'TERMINATED') await tellTransferEnding(stores, known, message)
}

async function settleRefusal(
  stores: TransferStores,
  transfer: Transfer,
  message: OutboxMessage,
  refused: Refused,
  at: string,
): Promise<void> {
  const isFinal = (state: string) => transferMachine.isTerminal(state as Transfer['state'])
  const standing = standingAfter(message, refused, transfer, isFinal)
  if (transfer.state === 'TERMINATED') return
  if (standing === 'same') return keepTheirPause(stores, transfer, refused)
  // COMPLETED counts once it is acknowledged, or when the other side does not say where it stands.
  if (isFinal(transfer.state) && refused.standing === undefined) return
  const by = byThem(transfer)
  const ending = { by, code: 'peer.refused', reasons: [refused.reason.slice(0, 500)] }
  const ended: Transfer = {
    ...{ ...transfer, state: 'TERMINATED', ending, decideBy: undefined, updatedAt: at },
  }
  orFail(await stores.transfers.update(ended))
  const { participantId, counterpartyId, id } = ended
  await stores.recordLog.append({
    ...{ participantId, actor: counterpartyId, subject: id, at },
    ...{ ...recordOf(ended), reason: ending.code },
  })
  const hasPid = ended.counterpartyPid !== undefined
  if (standing === 'apart' && hasPid) await tellTransferEnding(stores, ended, message)
}

/** Both paused at once, and each refused the other's pause: the provider's is the one that counts. */
async function keepTheirPause(
  stores: TransferStores,
  transfer: Transfer,
  { standing }: Refused,
): Promise<void> {
  const bothPaused = transfer.state === 'SUSPENDED' && standing === 'SUSPENDED'
  if (!bothPaused || transfer.suspendedBy !== 'consumer' || transfer.side === 'provider') return
  orFail(await stores.transfers.update({ ...transfer, suspendedBy: 'provider' }))
}
