import type { Delivery, Json, OutboxMessage } from '@lianshu/kernel'
import { contractNegotiationTerminationMessage } from '@lianshu/protocol/dsp'
import { changeAgreement, ended } from '../agreement/change-agreement.ts'
import { endingFields } from '../process/ending.ts'
import { learntPid, namesBothPids } from '../process/learnt-pid.ts'
import { orFail } from '../process/lost-race.ts'
import { pidsOf } from '../process/process.ts'
import { processAddress } from '../process/send-message.ts'
import { otherSide } from '../wire.ts'
import type { Negotiation } from './negotiation.ts'
import { negotiationMachine } from './negotiation-machine.ts'
import { type NegotiationStores, recordOf } from './negotiation-step.ts'

/**
 * Applies the outcome of a sent message, in the relay's transaction: learns the other side's pid from
 * the first answer, and ends our copy when the other side refuses for good, since the two then differ
 * (DSP 2025-1, 7.1). A buried message counts as refused. Throws DomainFailure `conflict.stale` after a
 * lost race, to be settled again.
 */
export async function settleNegotiationDelivery(
  stores: NegotiationStores,
  message: OutboxMessage,
  delivery: Delivery,
  now: Date,
): Promise<void> {
  if (delivery.kind === 'retry') return
  if (delivery.kind === 'delivered' && namesBothPids(message.body)) return
  const negotiation = await stores.negotiations.get(message.participantId, message.processId)
  if (!negotiation) return
  if (delivery.kind === 'refused') {
    return endRefused(stores, negotiation, delivery.reason, now.toISOString())
  }

  const counterpartyPid = learntPid(negotiation, delivery.answer)
  if (counterpartyPid === undefined) return
  const known = orFail(await stores.negotiations.update({ ...negotiation, counterpartyPid }))
  if (known.state === 'TERMINATED') await sendTermination(stores, known, message)
}

/** We ended it before we knew where to say so: now we do. */
async function sendTermination(
  stores: NegotiationStores,
  negotiation: Negotiation,
  cause: OutboxMessage,
): Promise<void> {
  const id = `${cause.id}:termination`
  const ending = negotiation.ending ?? { code: '', reasons: [] }
  const fields = { ...pidsOf(negotiation), ...endingFields(ending) }
  const body = contractNegotiationTerminationMessage.render({ '@id': id, ...fields })
  await stores.outbox.add({
    ...{ id, kind: 'negotiation', processId: negotiation.id },
    participantId: negotiation.participantId,
    counterpartyId: negotiation.counterpartyId,
    to: processAddress('negotiation', negotiation, 'termination'),
    body: body as unknown as Json,
  })
}

async function endRefused(
  stores: NegotiationStores,
  negotiation: Negotiation,
  reason: string,
  at: string,
): Promise<void> {
  const by = otherSide(negotiation.side)
  const ending = { by, code: 'peer.refused', reasons: [reason.slice(0, 500)] }
  const final = negotiationMachine.isTerminal(negotiation.state)
  if (negotiation.state === 'TERMINATED') return
  // FINALIZED stays: it is final. But the consumer did not take it, so nobody may use the agreement.
  const next: Negotiation = final
    ? negotiation
    : { ...negotiation, state: 'TERMINATED', ending, updatedAt: at }
  if (!final) orFail(await stores.negotiations.update(next))
  if (next.agreementId !== undefined) {
    await changeAgreement(stores, next, at, (agreement) =>
      agreement.state === 'ENDED' ? agreement : ended(agreement, ending),
    )
  }
  const { participantId, counterpartyId, id } = next
  const record = final ? { ...recordOf(next), type: 'agreement.ended' } : recordOf(next)
  const reasonCode = { reason: ending.code }
  await stores.recordLog.append({
    ...{ participantId, actor: counterpartyId, subject: id, at },
    ...{ ...record, ...reasonCode },
  })
}
