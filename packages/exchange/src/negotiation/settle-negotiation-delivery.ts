import type { Delivery, OutboxMessage } from '@lianshu/kernel'
import { changeAgreement, ended } from '../agreement/change-agreement.ts'
import { learntPid } from '../process/learnt-pid.ts'
import { orFail } from '../process/lost-race.ts'
import { needsSettling } from '../process/needs-settling.ts'
import { standingAfter } from '../process/standing.ts'
import { otherSide } from '../wire.ts'
import type { Negotiation } from './negotiation.ts'
import { negotiationMachine } from './negotiation-machine.ts'
import { type NegotiationStores, recordOf } from './negotiation-step.ts'
import { tellNegotiationEnding } from './tell-ending.ts'

type Refused = Extract<Delivery, { kind: 'refused' }>

/**
 * Applies the outcome of a sent message, in the relay's transaction: learns the other side's pid from
 * the first answer, and ends both copies when the other side refuses for good and stands elsewhere than we
 * (DSP 2025-1, 7.1; decision 0012). A buried message counts as refused. Throws DomainFailure
 * `conflict.stale` after a lost race, to be settled again.
 */
export async function settleNegotiationDelivery(
  stores: NegotiationStores,
  message: OutboxMessage,
  delivery: Delivery,
  now: Date,
): Promise<void> {
  if (delivery.kind === 'retry') return
  if (!needsSettling(message, delivery)) return
  const negotiation = await stores.negotiations.get(message.participantId, message.processId)
  if (!negotiation) return
  if (delivery.kind === 'refused') {
    return settleRefusal(stores, negotiation, message, delivery, now.toISOString())
  }

  const counterpartyPid = learntPid(negotiation, delivery.answer)
  if (counterpartyPid === undefined) return
  const known = orFail(await stores.negotiations.update({ ...negotiation, counterpartyPid }))
  // We ended it before we knew where to say so: now we do.
  if (known.state === 'TERMINATED') await tellNegotiationEnding(stores, known, message)
}

async function settleRefusal(
  stores: NegotiationStores,
  negotiation: Negotiation,
  message: OutboxMessage,
  refused: Refused,
  at: string,
): Promise<void> {
  const isFinal = (state: string) => negotiationMachine.isTerminal(state as Negotiation['state'])
  const standing = standingAfter(message, refused, negotiation, isFinal)
  if (standing === 'same' || negotiation.state === 'TERMINATED') return
  // FINALIZED counts once it is acknowledged. Of one who does not say where it stands we cannot know: the
  // state stays, but nobody may use the agreement.
  const stays = isFinal(negotiation.state) && refused.standing === undefined
  const by = otherSide(negotiation.side)
  const ending = { by, code: 'peer.refused', reasons: [refused.reason.slice(0, 500)] }
  const next: Negotiation = stays
    ? negotiation
    : { ...negotiation, state: 'TERMINATED', ending, decideBy: undefined, updatedAt: at }
  if (!stays) orFail(await stores.negotiations.update(next))
  if (next.agreementId !== undefined) {
    await changeAgreement(stores, next, at, (agreement) =>
      agreement.state === 'ENDED' ? agreement : ended(agreement, ending),
    )
  }
  const { participantId, counterpartyId, id } = next
  const record = stays ? { ...recordOf(next), type: 'agreement.ended' } : recordOf(next)
  await stores.recordLog.append({
    ...{ participantId, actor: counterpartyId, subject: id, at },
    ...{ ...record, reason: ending.code },
  })
  const hasPid = next.counterpartyPid !== undefined
  if (standing === 'apart' && hasPid && !stays) await tellNegotiationEnding(stores, next, message)
}
