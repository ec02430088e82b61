import type { PublishedEntries } from '@lianshu/catalog'
import type { OfferLookup } from '@lianshu/exchange'
import { parseDataset } from '@lianshu/protocol/dcat'

/** What a hosted participant offers: a negotiation is held against what its other side is shown. */
export function publishedOffers(published: Pick<PublishedEntries, 'get'>): OfferLookup {
  return {
    async offersOf(participantId, datasetId, viewer) {
      const entry = await published.get(participantId, viewer, datasetId)
      const dataset = entry && parseDataset(JSON.parse(entry.text))
      return dataset?.ok ? dataset.value.hasPolicy : []
    },
  }
}
