import { join } from 'node:path'
import type { Dataset } from '@lianshu/catalog'
import type { StoredAgreement } from '@lianshu/exchange'
import type { Did } from '@lianshu/kernel'
import { findData, harvest } from '../job/find-data.ts'
import { type Job, pathOf, trainerName } from '../job/job.ts'
import { joinEverybody } from '../job/join-everybody.ts'
import { negotiate } from '../job/negotiate.ts'
import type { TrainRequest } from '../job/train.ts'
import { type OwnerTable, writeOwnerTable } from '../tables/index.ts'

/** The job up to the signed agreements, on terms with a number of rounds of their own; agreements in the order of the owners. */
export async function prepareAgreements(
  job: Job,
  { maximumRounds }: { readonly maximumRounds: number },
): Promise<TrainRequest> {
  const participants = await joinEverybody(job)
  const didOf = (slug: string) =>
    participants.find((participant) => participant.slug === slug)?.did as Did
  const datasets = await Promise.all(
    job.wish.owners.map((table) => publish(job, table, maximumRounds)),
  )
  await harvest(job)
  const answer = await findData(job)
  const chosen = job.wish.owners.map(
    ({ slug }) => answer.ranked.find(({ ownerDid }) => ownerDid === didOf(slug))!,
  )
  const agreements: readonly StoredAgreement[] = await negotiate(job, chosen)
  return { trainer: didOf(trainerName), demandId: answer.id, agreements, datasets }
}

async function publish(
  { space, wish }: Job,
  table: OwnerTable,
  maximumRounds: number,
): Promise<Dataset> {
  const { slug, file, description } = table
  const { api, directory } = space.connectors.get(slug)!
  await writeOwnerTable(join(directory, 'data', slug), table)
  const terms = {
    uses: ['train', 'evaluate', 'commercial-model-use'],
    deliveries: ['federated'],
    purposes: [wish.purpose],
    ...{ minimumCohort: 3, maximumRounds, priceFen: 1000, endsAt: '2099-01-01T00:00:00Z' },
  }
  const draft = await api.post<Dataset>(pathOf(slug, '/datasets'), { file, ...description, terms })
  return api.post<Dataset>(pathOf(slug, `/datasets/${encodeURIComponent(draft.id)}/publish`))
}
