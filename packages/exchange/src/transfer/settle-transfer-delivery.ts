import type { Delivery, OutboxMessage } from '@lianshu/kernel'
import { learntPid } from '../process/learnt-pid.ts'
import { orFail } from '../process/lost-race.ts'
import { isSuspension, needsSettling } from '../process/needs-settling.ts'
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
  if (isSuspension(message)) return keepPauses(stores, transfer, {})
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
  if (standing === 'same') return keepPauses(stores, transfer, refused, isSuspension(message))
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

/**
 * Notes of a transfer that goes on whose pause it is. Both paused at once, and each refused the other's pause:
 * the provider's is the one that counts. Once a pause of ours is told, a start that follows it is known from
 * one that it crossed (lift-our-pause.ts).
 */
async function keepPauses(
  stores: TransferStores,
  transfer: Transfer,
  { standing }: Pick<Refused, 'standing'>,
  isPause = true,
): Promise<void> {
  if (transfer.side === 'provider') return
  const { state, suspendedBy, untoldPauses = 0 } = transfer
  const bothPaused = state === 'SUSPENDED' && standing === 'SUSPENDED'
  const by = bothPaused ? ('provider' as const) : suspendedBy
  const untold = isPause ? Math.max(0, untoldPauses - 1) : untoldPauses
  if (by === suspendedBy && untold === untoldPauses) return
  const noted = { ...transfer, suspendedBy: by, untoldPauses: untold || undefined }
  orFail(await stores.transfers.update(noted))
}
