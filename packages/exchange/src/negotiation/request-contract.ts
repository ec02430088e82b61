import { type Did, type DomainError, type Json, mintUrn, type Result } from '@lianshu/kernel'
import { contractRequestMessage, joinAddress } from '@lianshu/protocol/dsp'
import type { MessageOffer } from '@lianshu/protocol/odrl'
import { checkedAddress } from '../process/callback-address.ts'
import { orFail, retryLostRaces } from '../process/lost-race.ts'
import type { Negotiation } from './negotiation.ts'
import { type NegotiationDeps, recordOf } from './negotiation-step.ts'

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
  deps: Pick<NegotiationDeps, 'transactor' | 'clock' | 'random' | 'callbackAddress'>,
  command: RequestContract,
): Promise<Result<Negotiation, DomainError>> {
  const { participantId, providerId, providerAddress, offer } = command
  return retryLostRaces(() =>
    deps.transactor.run(async (stores) => {
      const id = mintUrn(deps.random)
      const now = deps.clock.now().toISOString()
      const negotiation: Negotiation = {
        ...{ participantId, id, version: 0, side: 'consumer', state: 'REQUESTED' },
        counterpartyId: providerId,
        counterpartyAddress: checkedAddress(providerAddress, 'providerAddress'),
        datasetId: offer.target,
        offer,
        ...{ createdAt: now, updatedAt: now },
      }
      const stored = orFail(await stores.negotiations.insert(negotiation))
      const messageId = mintUrn(deps.random)
      const message = contractRequestMessage.render({
        '@id': messageId,
        consumerPid: id,
        callbackAddress: deps.callbackAddress(participantId),
        offer,
      })
      await stores.outbox.add({
        ...{ id: messageId, participantId, counterpartyId: providerId },
        to: joinAddress(providerAddress, 'negotiations/request'),
        body: message as unknown as Json,
        ...{ processId: id, kind: 'negotiation' },
      })
      const subject = id
      await stores.recordLog.append({
        ...{ participantId, actor: participantId, subject, at: now },
        ...recordOf(stored),
      })
      return stored
    }),
  )
}
