import type { Did, DomainError, Result } from '@lianshu/kernel'
import { contractRequestMessage } from '@lianshu/protocol/dsp'
import type { MessageOffer } from '@lianshu/protocol/odrl'
import { type BeginningDeps, beginNegotiation } from './begin-negotiation.ts'
import type { Negotiation } from './negotiation.ts'

export interface RequestContract {
  readonly participantId: Did
  readonly providerId: Did
  /** The provider's Dataspace Protocol base. */
  readonly providerAddress: string
  /** The offer of the catalogue, with the dataset as its target. */
  readonly offer: MessageOffer & { readonly target: string }
}

/** The consumer begins a negotiation by asking for an offer (DSP 2025-1, 7.2: first ContractRequestMessage). */
export function requestContract(
  deps: BeginningDeps,
  command: RequestContract,
): Promise<Result<Negotiation, DomainError>> {
  const { participantId, providerId, providerAddress, offer } = command
  return beginNegotiation(deps, {
    ...{ participantId, offer, counterpartyId: providerId },
    ...{ counterpartyAddress: providerAddress, addressField: 'providerAddress' },
    ...{
      opening: { side: 'consumer', state: 'REQUESTED', requested: offer },
      path: 'negotiations/request',
    },
    render: ({ messageId, pid: consumerPid, callbackAddress }) =>
      contractRequestMessage.render({ '@id': messageId, consumerPid, callbackAddress, offer }),
  })
}
