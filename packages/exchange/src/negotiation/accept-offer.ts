import type { DomainError, Result } from '@lianshu/kernel'
import { contractNegotiationEventMessage } from '@lianshu/protocol/dsp'
import { pidsOf } from '../process/process.ts'
import { sendMessage } from '../process/send-message.ts'
import type { Negotiation } from './negotiation.ts'
import { firedByUs, type StepCommand, type SteppingDeps, stepping } from './negotiation-step.ts'

/** The consumer accepts the provider's offer as it stands (event ACCEPTED). */
export const acceptOffer = (
  deps: SteppingDeps,
  command: StepCommand,
): Promise<Result<Negotiation, DomainError>> =>
  sendMessage(
    stepping(deps, {
      async apply(negotiation) {
        const next = firedByUs(negotiation, 'accept')
        const fields = { ...pidsOf(next), eventType: 'ACCEPTED' as const }
        return { next, path: 'events', message: contractNegotiationEventMessage.render(fields) }
      },
    }),
    command,
  )
