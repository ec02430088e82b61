import type { Dataset, DatasetStore } from '@lianshu/catalog'
import type { OfferLookup } from '@lianshu/exchange'
import { pageToken, readPageToken } from '@lianshu/http'
import {
  type Did,
  type DomainError,
  domainError,
  err,
  type Json,
  ok,
  type Result,
} from '@lianshu/kernel'
import { catalogRequestMessage, dspContext } from '@lianshu/protocol/dsp'
import { type Offer, parseOffer } from '@lianshu/protocol/odrl'
import { z } from 'zod'
import type { Connector } from '../connector.ts'

const pageSize = 100

/** One page of a participant's catalogue (DSP 2025-1, 6.1): its published entries as their owner signed them. */
export async function listCatalog(
  { datasets, addresses, participants }: Connector,
  participantId: Did,
  request: unknown,
  continuation: string | undefined,
): Promise<
  Result<{ readonly catalog: Record<string, Json>; readonly next?: string }, DomainError>
> {
  const message = catalogRequestMessage.parse(request)
  if (!message.ok) return message
  if (message.value.filter?.length) {
    return err(
      domainError('input.unsupported', 'this catalogue takes no filter', { at: '$.filter' }),
    )
  }
  const from = continuation === undefined ? ok(undefined) : readPageToken(continuation, z.string())
  if (!from.ok) return from
  const page = { limit: pageSize, after: from.value }
  const published = await datasets.find(participantId, { state: 'published' }, page)
  const slug = (await participants.get(participantId))?.slug ?? ''
  const endpointURL = addresses.protocolBase(slug)
  const entries = published.flatMap(({ entry }) => (entry === undefined ? [] : [entry]))
  const last = published.at(-1)
  return ok({
    catalog: {
      '@context': [dspContext],
      '@id': `${endpointURL}#catalog`,
      '@type': 'Catalog',
      participantId,
      service: [{ '@id': `${endpointURL}#service`, '@type': 'DataService', endpointURL }],
      // The schema wants no empty list: a catalogue without datasets leaves the member out.
      ...(entries.length > 0 && { dataset: entries }),
    },
    ...(published.length === pageSize && last && { next: pageToken(last.id) }),
  })
}

/** One entry by its id (DSP 2025-1, 6.2); an unpublished one is as unknown as a missing one. */
export async function readDataset(
  { datasets }: Connector,
  participantId: Did,
  id: string,
): Promise<Result<Record<string, Json>, DomainError>> {
  const dataset = await datasets.get(participantId, id)
  if (dataset?.state !== 'published' || dataset.entry === undefined) {
    return err(domainError('not-found', 'there is no such dataset'))
  }
  return ok({ '@context': [dspContext], ...(dataset.entry as Record<string, Json>) })
}

/** What a hosted participant offers on its published datasets: a negotiation is held against it. */
export function publishedOffers(datasets: DatasetStore): OfferLookup {
  return {
    async offersOf(participantId, datasetId) {
      const dataset = await datasets.get(participantId, datasetId)
      return dataset?.state === 'published' ? offersOf(dataset) : []
    },
  }
}

const offersOf = ({ offer }: Dataset): readonly Offer[] => {
  const parsed = parseOffer(offer)
  return parsed.ok ? [parsed.value] : []
}
