import type { Did, DomainError, Result } from '@lianshu/kernel'
import type { ContractRequestMessage } from '@lianshu/protocol/dsp'
import { type Received, receiveMessage } from '../process/receive-message.ts'
import type { WireAnswer } from '../wire.ts'
import { firedByThem, type NegotiationDeps, receiving } from './negotiation-step.ts'
import { type ReceivingFirstDeps, receiveFirstMessage } from './receive-first-message.ts'
import { onSameDataset } from './same-dataset.ts'

/** The provider takes a consumer's first request: 201 with its new pid, state REQUESTED. */
export function receiveContractRequest(
  deps: ReceivingFirstDeps,
  received: { participantId: Did; callerId: Did; message: ContractRequestMessage },
): Promise<Result<WireAnswer, DomainError>> {
  const { participantId, callerId, message } = received
  return receiveFirstMessage(deps, {
    ...{ participantId, callerId, side: 'provider', state: 'REQUESTED' },
    counterpartyPid: message.consumerPid,
    callbackAddress: message.callbackAddress,
    offer: message.offer,
  })
}

/** The provider takes a consumer's counter-offer in a negotiation that is OFFERED. */
export const receiveCounterRequest = (
  deps: Pick<NegotiationDeps, 'transactor' | 'clock'>,
  received: Received<ContractRequestMessage>,
): Promise<Result<WireAnswer, DomainError>> =>
  receiveMessage(
    receiving(deps, {
      async apply(negotiation) {
        const next = firedByThem(negotiation, 'request')
        return { ...next, offer: onSameDataset(negotiation, received.message.offer) }
      },
    }),
    received,
  )
