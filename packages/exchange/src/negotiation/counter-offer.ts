import type { Did, DomainError, Result } from '@lianshu/kernel'
import { contractOfferMessage, contractRequestMessage } from '@lianshu/protocol/dsp'
import type { MessageOffer } from '@lianshu/protocol/odrl'
import { pidsOf } from '../process/process.ts'
import { sendMessage } from '../process/send-message.ts'
import type { Negotiation } from './negotiation.ts'
import { firedByUs, type SteppingDeps, stepping } from './negotiation-step.ts'
import { onSameDataset } from './same-dataset.ts'

/**
 * Puts another offer on the table: the provider in REQUESTED (ContractOfferMessage), the consumer in
 * OFFERED (ContractRequestMessage with `providerPid`). It stays with the dataset of the negotiation.
 */
export const counterOffer = (
  deps: SteppingDeps,
  command: { participantId: Did; id: string; offer: MessageOffer },
): Promise<Result<Negotiation, DomainError>> =>
  sendMessage(
    stepping(deps, {
      async apply(negotiation) {
        const offer = onSameDataset(negotiation, command.offer)
        const provides = negotiation.side === 'provider'
        const fired = firedByUs(negotiation, provides ? 'offer' : 'request')
        const next = { ...fired, offer, ...(!provides && { requested: offer }) }
        const fields = { ...pidsOf(next), offer }
        return provides
          ? { next, path: 'offers', message: contractOfferMessage.render(fields) }
          : { next, path: 'request', message: contractRequestMessage.render(fields) }
      },
    }),
    command,
  )
