import type { PublishedEntries } from '@lianshu/catalog'
import type { OfferLookup } from '@lianshu/exchange'
import { parseDataset } from '@lianshu/protocol/dcat'

type Offers = Awaited<ReturnType<OfferLookup['offersOf']>>

/** Entries whose offers a connector keeps as it read them; the rest is read again when it is asked for. */
const maxKept = 200

/** What a hosted participant offers: a negotiation is held against what its other side is shown. */
export function publishedOffers(published: Pick<PublishedEntries, 'get'>): OfferLookup {
  const read = new Map<string, Offers>()
  return {
    async offersOf(participantId, datasetId, viewer) {
      const entry = await published.get(participantId, viewer, datasetId)
      if (!entry) return []
      const key = `${participantId} ${entry.hash}`
      const known = read.get(key)
      if (known) return known
      const offers = offersIn(entry.text)
      if (read.size >= maxKept) read.delete(read.keys().next().value!)
      read.set(key, offers)
      return offers
    },
  }
}

function offersIn(text: string): Offers {
  const dataset = parseDataset(JSON.parse(text))
  return dataset.ok ? dataset.value.hasPolicy : []
}
