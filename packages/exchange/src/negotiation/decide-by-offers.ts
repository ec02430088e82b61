import { foreignParty, offersMatch, retoldOffer, sameTerms } from '@lianshu/policy'
import type { DecideTurn, OfferLookup } from '../ports.ts'

/**
 * The automatic decision. A provider agrees to what it has published, letter for letter in meaning (or
 * retold by another make, and then in the published words: `agreedWords`), and refuses everything else; a consumer goes
 * on with the offer it asked for and leaves another one to a person, who has `acceptOffer`, `counterOffer`
 * and `terminateNegotiation`.
 */
export const decideByOffers =
  (lookup: OfferLookup): DecideTurn =>
  async (negotiation) => {
    const { side, state, participantId, counterpartyId, datasetId, offer, requested } = negotiation
    const provides = side === 'provider'
    if (provides && state === 'REQUESTED') {
      const listed = await lookup.offersOf(participantId, datasetId, counterpartyId)
      const parties = { assigner: participantId, assignee: counterpartyId }
      const match = offersMatch(offer, listed, parties)
      if (match.ok || retoldOffer(offer, listed, parties)) return { kind: 'proceed' }
      return { kind: 'refuse', code: match.error.code, reason: match.error.message }
    }
    if (!provides && state === 'OFFERED') {
      const isAsked = requested !== undefined && sameTerms(requested, offer)
      const parties = { assigner: counterpartyId, assignee: participantId }
      const isForUs = foreignParty(offer, parties) === undefined
      return { kind: isAsked && isForUs ? 'proceed' : 'hold' }
    }
    return { kind: 'proceed' }
  }
