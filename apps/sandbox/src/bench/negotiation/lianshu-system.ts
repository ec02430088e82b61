import { once } from 'node:events'
import { join } from 'node:path'
import type { Negotiation } from '@lianshu/exchange'
import { DomainFailure, domainError } from '@lianshu/kernel'
import type { Dataset as Entry } from '@lianshu/protocol/dcat'
import { harvest } from '../../job/find-data.ts'
import { type Job, pathOf, trainerName } from '../../job/job.ts'
import { joinEverybody } from '../../job/join-everybody.ts'
import { publishTables } from '../../job/publish-tables.ts'
import { createProgress } from '../../progress.ts'
import { spawnConnector } from '../../space/spawn-connector.ts'
import { type SpaceNode, startDataspace } from '../../space/start-dataspace.ts'
import { plantTarget, simulatePlants } from '../../tables/index.ts'
import type { NegotiationSystem } from './system.ts'

export interface LianshuSystem extends NegotiationSystem {
  readonly consumer: SpaceNode
  readonly provider: SpaceNode
  /** Throws when one side of a negotiation that the other calls FINALIZED stands elsewhere. */
  checkBothSides(): Promise<void>
}

/** A broker, and a consumer and a provider in processes of their own, members, one dataset on offer. */
export async function openLianshu(
  home: string,
  firstPort: number,
  signal: AbortSignal,
): Promise<LianshuSystem> {
  const owners = simulatePlants({ seed: 1 }).slice(0, 1)
  const owner = owners[0]!.slug
  const connectors = [trainerName, owner]
  const directory = join(home, 'space')
  const space = await startDataspace({ directory, connectors, firstPort, elsewhere: connectors })
  const stack = new AsyncDisposableStack()
  stack.defer(() => space.close())
  try {
    for (const name of connectors) {
      const child = await spawnConnector(space, name)
      stack.defer(async () => {
        child.kill('SIGTERM')
        await once(child, 'exit')
      })
    }
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
      providerId: people.find(({ slug }) => slug === owner)!.did,
      providerAddress: addressOf(entry),
      offer: { ...entry.hasPolicy[0], target: dataset!.id },
    }
    const consumer = space.connectors.get(trainerName)!
    const provider = space.connectors.get(owner)!
    const held = stack.move()
    return {
      ...{ consumer, provider, close: () => held.disposeAsync() },
      negotiate: () => negotiate(consumer, wish, signal),
      async checkBothSides() {
        const begun = await consumer.api.get<readonly Negotiation[]>(pathOf(consumer.name, all))
        for (const { id, state, counterpartyPid } of begun) {
          const path = pathOf(provider.name, `${all}/${counterpartyPid}`)
          const other = await provider.api.get<Negotiation>(path, signal)
          if (state === 'FINALIZED' && other.state === state) continue
          throw new DomainFailure(domainError('internal', `the two sides of ${id} differ`))
        }
      },
    }
  } catch (error) {
    await stack.disposeAsync()
    throw error
  }
}

function addressOf({ distribution }: Entry): string | undefined {
  const service = distribution[0]?.accessService
  return typeof service === 'string' ? service : service?.endpointURL
}

const all = '/negotiations'

/** The consumer is the last to be FINALIZED: it hears of it when the provider has committed it. */
async function negotiate({ api, name }: SpaceNode, wish: object, signal: AbortSignal) {
  const begun = await api.post<Negotiation>(pathOf(name, all), wish, signal)
  const ended = await api.get<Negotiation>(
    pathOf(name, `${all}/${begun.id}?state=FINALIZED,TERMINATED`),
    signal,
  )
  if (ended.state === 'FINALIZED') return
  const message = `a negotiation stands at ${ended.state}: ${ended.ending?.reasons.join('; ') ?? ''}`
  throw new DomainFailure(domainError('peer.refused', message))
}
