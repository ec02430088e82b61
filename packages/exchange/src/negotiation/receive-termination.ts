import type { DomainError, Result } from '@lianshu/kernel'
import type { ContractNegotiationTerminationMessage } from '@lianshu/protocol/dsp'
import { changeAgreement, ended } from '../agreement/change-agreement.ts'
import { endingOf } from '../process/ending.ts'
import { type Received, receiveMessage } from '../process/receive-message.ts'
import { otherSide, type WireAnswer } from '../wire.ts'
import { firedByThem, type NegotiationDeps, receiving } from './negotiation-step.ts'

/** The other side ends the negotiation; an agreement on the table ends with it. */
export const receiveNegotiationTermination = (
  deps: Pick<NegotiationDeps, 'transactor' | 'clock'>,
  received: Received<ContractNegotiationTerminationMessage>,
): Promise<Result<WireAnswer, DomainError>> =>
  receiveMessage(
    receiving(deps, {
      async apply(negotiation, stores, now) {
        const ending = endingOf(otherSide(negotiation.side), received.message)
        const next = { ...firedByThem(negotiation, 'terminate'), ending }
        if (next.agreementId !== undefined) {
          await changeAgreement(stores, next, now, (agreement) => ended(agreement, ending))
        }
        return next
      },
    }),
    received,
  )
