import type { Did, DomainError, Result } from '@lianshu/kernel'
import type { ContractOfferMessage } from '@lianshu/protocol/dsp'
import { type Received, receiveMessage } from '../process/receive-message.ts'
import type { WireAnswer } from '../wire.ts'
import { firedByThem, type NegotiationDeps, receiving } from './negotiation-step.ts'
import { type ReceivingFirstDeps, receiveFirstMessage } from './receive-first-message.ts'
import { onSameDataset } from './same-dataset.ts'

/** The consumer takes an offer that a provider makes unasked: 201 with its new pid, state OFFERED. */
export function receiveFirstOffer(
  deps: ReceivingFirstDeps,
  received: { participantId: Did; callerId: Did; message: ContractOfferMessage },
): Promise<Result<WireAnswer, DomainError>> {
  const { participantId, callerId, message } = received
  return receiveFirstMessage(deps, {
    ...{ participantId, callerId, side: 'consumer', state: 'OFFERED' },
    counterpartyPid: message.providerPid,
    callbackAddress: message.callbackAddress,
    offer: message.offer,
  })
}

/** The consumer takes the provider's answer to its request: another offer. */
export const receiveOffer = (
  deps: Pick<NegotiationDeps, 'transactor' | 'clock'>,
  received: Received<ContractOfferMessage>,
): Promise<Result<WireAnswer, DomainError>> =>
  receiveMessage(
    receiving(deps, {
      async apply(negotiation) {
        const next = firedByThem(negotiation, 'offer')
        return { ...next, offer: onSameDataset(negotiation, received.message.offer) }
      },
    }),
    received,
  )
