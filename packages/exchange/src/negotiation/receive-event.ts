import type { DomainError, Result } from '@lianshu/kernel'
import type { ContractNegotiationEventMessage } from '@lianshu/protocol/dsp'
import { changeAgreement, finalized } from '../agreement/change-agreement.ts'
import { type Received, receiveMessage } from '../process/receive-message.ts'
import type { WireAnswer } from '../wire.ts'
import { firedByThem, type NegotiationDeps, receiving } from './negotiation-step.ts'

/** Takes ACCEPTED from the consumer or FINALIZED from the provider; the wrong one of both is illegal. */
export const receiveEvent = (
  deps: Pick<NegotiationDeps, 'transactor' | 'clock'>,
  received: Received<ContractNegotiationEventMessage>,
): Promise<Result<WireAnswer, DomainError>> =>
  receiveMessage(
    receiving(deps, {
      async apply(negotiation, stores, now) {
        if (received.message.eventType === 'ACCEPTED') return firedByThem(negotiation, 'accept')
        const next = firedByThem(negotiation, 'finalize')
        await changeAgreement(stores, next, now, finalized)
        return next
      },
    }),
    received,
  )
