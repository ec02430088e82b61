import type { DomainError, Result } from '@lianshu/kernel'
import { contractNegotiationEventMessage } from '@lianshu/protocol/dsp'
import { changeAgreement, finalized } from '../agreement/change-agreement.ts'
import { pidsOf } from '../process/process.ts'
import { sendMessage } from '../process/send-message.ts'
import type { Negotiation } from './negotiation.ts'
import { firedByUs, type StepCommand, type SteppingDeps, stepping } from './negotiation-step.ts'

/** The provider makes the agreement usable (event FINALIZED). */
export const finalize = (
  deps: SteppingDeps,
  command: StepCommand,
): Promise<Result<Negotiation, DomainError>> =>
  sendMessage(
    stepping(deps, {
      async apply(negotiation, stores, now) {
        const next = firedByUs(negotiation, 'finalize')
        await changeAgreement(stores, next, now, finalized)
        const fields = { ...pidsOf(next), eventType: 'FINALIZED' as const }
        return { next, path: 'events', message: contractNegotiationEventMessage.render(fields) }
      },
    }),
    command,
  )
