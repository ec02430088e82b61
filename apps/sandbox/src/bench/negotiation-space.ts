import { join } from 'node:path'
import type { Negotiation } from '@lianshu/exchange'
import { DomainFailure, domainError } from '@lianshu/kernel'
import type { Dataset as Entry } from '@lianshu/protocol/dcat'
import { harvest } from '../job/find-data.ts'
import { type Job, pathOf, trainerName, trainerOf } from '../job/job.ts'
import { joinEverybody } from '../job/join-everybody.ts'
import { publishTables } from '../job/publish-tables.ts'
import { createProgress } from '../progress.ts'
import { startDataspace } from '../space/start-dataspace.ts'
import { plantTarget, simulatePlants } from '../tables/index.ts'

export interface NegotiationSpace {
  /** The consumer's own database. */
  readonly databaseUrl: string
  /** One negotiation from wish to FINALIZED, in milliseconds. Throws DomainFailure when it ends otherwise. */
  negotiate(): Promise<number>
  close(): Promise<void>
}

/** A broker, a consumer and a provider with one dataset on offer, all members of the space. */
export async function openNegotiationSpace(
  home: string,
  firstPort: number,
  signal: AbortSignal,
): Promise<NegotiationSpace> {
  const owners = simulatePlants({ seed: 1 }).slice(0, 1)
  const connectors = [trainerName, ...owners.map(({ slug }) => slug)]
  const space = await startDataspace({ directory: join(home, 'space'), connectors, firstPort })
  try {
    const job: Job = {
      ...{ space, signal, progress: createProgress(() => {}) },
      wish: {
        ...{ owners, target: plantTarget, exclude: [], seed: 1, simulated: true, demand: '' },
        purpose: 'https://w3id.org/lianshu/ns/1/purpose/predictive-maintenance',
      },
    }
    const people = await joinEverybody(job)
    const [dataset] = await publishTables(job)
    await harvest(job)
    const { entry } = await space.broker.api.get<{ entry: Entry }>(
      `/api/listings/${encodeURIComponent(dataset!.id)}`,
    )
    const wish = {
      providerId: people.find(({ slug }) => slug === owners[0]!.slug)!.did,
      providerAddress: addressOf(entry),
      offer: { ...entry.hasPolicy[0], target: dataset!.id },
    }
    return {
      databaseUrl: trainerOf(job).databaseUrl,
      negotiate: () => timeOne(job, wish),
      close: () => space.close(),
    }
  } catch (error) {
    await space.close()
    throw error
  }
}

function addressOf({ distribution }: Entry): string | undefined {
  const service = distribution[0]?.accessService
  return typeof service === 'string' ? service : service?.endpointURL
}

async function timeOne(job: Job, wish: object): Promise<number> {
  const { api } = trainerOf(job)
  const started = performance.now()
  const begun = await api.post<Negotiation>(pathOf(trainerName, '/negotiations'), wish, job.signal)
  const ended = await api.get<Negotiation>(
    pathOf(trainerName, `/negotiations/${begun.id}?state=FINALIZED,TERMINATED`),
    job.signal,
  )
  const took = performance.now() - started
  if (ended.state === 'FINALIZED') return took
  const message = `a negotiation stands at ${ended.state}: ${ended.ending?.reasons.join('; ') ?? ''}`
  throw new DomainFailure(domainError('peer.refused', message))
}
