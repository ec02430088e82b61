import type { Did, DomainError, Result } from '@lianshu/kernel'
import { contractOfferMessage } from '@lianshu/protocol/dsp'
import type { MessageOffer } from '@lianshu/protocol/odrl'
import { type BeginningDeps, beginNegotiation } from './begin-negotiation.ts'
import type { Negotiation } from './negotiation.ts'

/** The provider begins a negotiation by offering unasked (DSP 2025-1, 7.2: first ContractOfferMessage). */
export function offerContract(
  deps: BeginningDeps,
  command: {
    readonly participantId: Did
    readonly consumerId: Did
    /** The consumer's Dataspace Protocol base. */
    readonly consumerAddress: string
    readonly offer: MessageOffer & { readonly target: string }
  },
): Promise<Result<Negotiation, DomainError>> {
  const { participantId, consumerId, consumerAddress, offer } = command
  return beginNegotiation(deps, {
    ...{ participantId, offer, counterpartyId: consumerId },
    ...{ counterpartyAddress: consumerAddress, addressField: 'consumerAddress' },
    ...{ opening: { side: 'provider', state: 'OFFERED' }, path: 'negotiations/offers' },
    render: ({ messageId, pid: providerPid, callbackAddress }) =>
      contractOfferMessage.render({ '@id': messageId, providerPid, callbackAddress, offer }),
  })
}
