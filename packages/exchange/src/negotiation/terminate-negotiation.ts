import type { Did, DomainError, Result } from '@lianshu/kernel'
import { contractNegotiationTerminationMessage } from '@lianshu/protocol/dsp'
import { changeAgreement, ended } from '../agreement/change-agreement.ts'
import { endingFields } from '../process/ending.ts'
import { pidsOf } from '../process/process.ts'
import { sendMessage } from '../process/send-message.ts'
import { unchangedSince } from '../process/unchanged-since.ts'
import type { Negotiation } from './negotiation.ts'
import { firedByUs, type SteppingDeps, stepping } from './negotiation-step.ts'

/**
 * Ends a negotiation that is not final yet; an agreement on the table ends with it. With a `version` only
 * while it is still that one; else `state.illegal`.
 */
export const terminateNegotiation = (
  deps: SteppingDeps,
  command: { participantId: Did; id: string; code: string; reason: string; version?: number },
): Promise<Result<Negotiation, DomainError>> =>
  sendMessage(
    stepping(deps, {
      async apply(negotiation, stores, now) {
        const { code, reason } = command
        unchangedSince(negotiation, command.version)
        const ending = { by: negotiation.side, code, reasons: [reason] }
        const next = { ...firedByUs(negotiation, 'terminate'), ending }
        if (next.agreementId !== undefined) {
          await changeAgreement(stores, next, now, (agreement) => ended(agreement, ending))
        }
        const fields = { ...pidsOf(next), ...endingFields(ending) }
        const message = contractNegotiationTerminationMessage.render(fields)
        return { next, path: 'termination', message }
      },
    }),
    command,
  )
