import { retoldOffer } from '@lianshu/policy'
import type { MessageOffer } from '@lianshu/protocol/odrl'
import type { OfferLookup } from '../ports.ts'
import type { Negotiation } from './negotiation.ts'

/**
 * The words in which a provider agrees to the offer on the table: as it stands there, or as it was published
 * where another make could only retell it.
 */
export async function agreedWords(
  offers: OfferLookup,
  { participantId, counterpartyId, datasetId, offer }: Negotiation,
): Promise<MessageOffer> {
  // Whoever kept the profile kept the words: no need to look.
  if (offer.profile !== undefined) return offer
  const listed = await offers.offersOf(participantId, datasetId, counterpartyId)
  const parties = { assigner: participantId, assignee: counterpartyId }
  const meant = retoldOffer(offer, listed, parties)
  return meant ? { ...meant, target: datasetId } : offer
}
