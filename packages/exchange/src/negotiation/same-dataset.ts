import { DomainFailure, domainError } from '@lianshu/kernel'
import type { MessageOffer } from '@lianshu/protocol/odrl'
import type { Negotiation } from './negotiation.ts'

/**
 * An offer in a running negotiation, with the negotiation's dataset as its target. One that names another
 * dataset is `input.invalid`: that would be another negotiation, which both sides would have to begin.
 */
export function onSameDataset(
  { datasetId }: Pick<Negotiation, 'datasetId'>,
  offer: MessageOffer,
): MessageOffer & { readonly target: string } {
  if (offer.target === undefined || offer.target === datasetId)
    return { ...offer, target: datasetId }
  const message = 'the offer is about another dataset than its negotiation'
  throw new DomainFailure(domainError('input.invalid', message, { at: '$.offer.target' }))
}
