import { type Did, type DomainError, type Json, mintUrn, type Result } from '@lianshu/kernel'
import { contractOfferMessage, joinAddress } from '@lianshu/protocol/dsp'
import type { MessageOffer } from '@lianshu/protocol/odrl'
import { checkedAddress } from '../process/callback-address.ts'
import { orFail, retryLostRaces } from '../process/lost-race.ts'
import type { Negotiation } from './negotiation.ts'
import { type NegotiationDeps, recordOf } from './negotiation-step.ts'

/** The provider begins a negotiation by offering unasked (DSP 2025-1, 7.2: first ContractOfferMessage). */
export function offerContract(
  deps: Pick<NegotiationDeps, 'transactor' | 'clock' | 'random' | 'callbackAddress'>,
  command: {
    readonly participantId: Did
    readonly consumerId: Did
    /** The consumer's Dataspace Protocol base. */
    readonly consumerAddress: string
    readonly offer: MessageOffer & { readonly target: string }
  },
): Promise<Result<Negotiation, DomainError>> {
  const { participantId, consumerId, consumerAddress, offer } = command
  return retryLostRaces(() =>
    deps.transactor.run(async (stores) => {
      const id = mintUrn(deps.random)
      const now = deps.clock.now().toISOString()
      const stored = orFail(
        await stores.negotiations.insert({
          ...{ participantId, id, version: 0, side: 'provider', state: 'OFFERED' },
          counterpartyId: consumerId,
          counterpartyAddress: checkedAddress(consumerAddress, 'consumerAddress'),
          ...{ datasetId: offer.target, offer, createdAt: now, updatedAt: now },
        }),
      )
      const messageId = mintUrn(deps.random)
      const message = contractOfferMessage.render({
        '@id': messageId,
        providerPid: id,
        callbackAddress: deps.callbackAddress(participantId),
        offer,
      })
      await stores.outbox.add({
        ...{ id: messageId, participantId, counterpartyId: consumerId },
        to: joinAddress(consumerAddress, 'negotiations/offers'),
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
