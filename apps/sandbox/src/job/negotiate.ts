import type { Negotiation, StoredAgreement } from '@lianshu/exchange'
import { DomainFailure, domainError } from '@lianshu/kernel'
import type { Dataset as Entry } from '@lianshu/protocol/dcat'
import type { Listed } from './find-data.ts'
import { type Job, pathOf, trainerName, trainerOf } from './job.ts'

/** Signs with every chosen owner by the Dataspace Protocol, side by side; an agreement that holds is used again. */
export async function negotiate(
  job: Job,
  chosen: readonly Listed[],
): Promise<readonly StoredAgreement[]> {
  const { progress } = job
  const known = await trainerOf(job).api.get<readonly StoredAgreement[]>(
    pathOf(trainerName, '/agreements'),
  )
  const holding = (listingId: string) =>
    known.find(({ datasetId, state }) => datasetId === listingId && state === 'FINALIZED')
  const agreements = await Promise.all(
    chosen.map(async (listed) => holding(listed.listingId) ?? (await negotiateOne(job, listed))),
  )
  const again = agreements.filter(({ id }) => known.some((agreement) => agreement.id === id)).length
  progress.note(
    `${agreements.length} agreements FINALIZED and signed by both sides${again > 0 ? `, ${again} of them from before` : ''}`,
  )
  return agreements
}

async function negotiateOne(
  job: Job,
  { listingId, ownerDid, title }: Listed,
): Promise<StoredAgreement> {
  const { api } = trainerOf(job)
  const listing = await job.space.broker.api.get<{ entry: Entry }>(
    `/api/listings/${encodeURIComponent(listingId)}`,
  )
  const service = listing.entry.distribution[0]?.accessService
  const providerAddress = typeof service === 'string' ? service : service?.endpointURL
  const begun = await api.post<Negotiation>(pathOf(trainerName, '/negotiations'), {
    ...{ providerId: ownerDid, providerAddress },
    offer: { ...listing.entry.hasPolicy[0], target: listingId },
  })
  const ended = await api.get<Negotiation>(
    pathOf(trainerName, `/negotiations/${begun.id}?state=FINALIZED,TERMINATED`),
    job.signal,
  )
  if (ended.state === 'FINALIZED') {
    return api.get<StoredAgreement>(
      pathOf(trainerName, `/agreements/${encodeURIComponent(ended.agreementId ?? '')}`),
    )
  }
  const why = ended.ending?.reasons.join('; ') ?? `it stands at ${ended.state}`
  throw new DomainFailure(domainError('peer.refused', `no agreement on ${title.en}: ${why}`))
}
