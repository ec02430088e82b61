import { once } from 'node:events'
import { join } from 'node:path'
import { openDatabase } from '@lianshu/adapters'
import type { Did } from '@lianshu/kernel'
import type { Job } from '../../job/job.ts'
import { trainerName, trainerOf } from '../../job/job.ts'
import { joinEverybody } from '../../job/join-everybody.ts'
import { publishTables } from '../../job/publish-tables.ts'
import { createProgress } from '../../progress.ts'
import { joinMember } from '../../space/join-member.ts'
import { spawnConnector } from '../../space/spawn-connector.ts'
import { startDataspace } from '../../space/start-dataspace.ts'
import { plantTarget, simulatePlants } from '../../tables/index.ts'
import { fillCatalogue, signerOf } from './catalogue-offers.ts'

export interface LargeCatalogue {
  /** Base of its Dataspace Protocol endpoints. */
  readonly url: string
  readonly owner: Did
  /** In the order of its pages. */
  readonly ids: readonly string[]
}

export interface CatalogueSpace {
  readonly catalogues: readonly LargeCatalogue[]
  /** The Authorization header of one request of a member of the space. */
  authorization(owner: Did): Promise<string>
  close(): Promise<void>
}

/**
 * A connector in a process of its own with one participant for each catalogue, and a member elsewhere
 * that may ask them. `counts` are offers.
 */
export async function openCatalogueSpace(
  home: string,
  {
    counts,
    firstPort,
    signal,
  }: {
    readonly counts: readonly number[]
    readonly firstPort: number
    readonly signal: AbortSignal
  },
): Promise<CatalogueSpace> {
  const owners = simulatePlants({ seed: 1, rows: 400 }).slice(0, 1)
  const { slug } = owners[0]!
  const connectors = [trainerName, slug]
  const directory = join(home, 'space')
  const space = await startDataspace({ directory, connectors, firstPort, elsewhere: [slug] })
  const stack = new AsyncDisposableStack()
  stack.defer(() => space.close())
  try {
    const child = await spawnConnector(space, slug)
    stack.defer(async () => {
      child.kill('SIGTERM')
      await once(child, 'exit')
    })
    const job: Job = {
      ...{ space, signal, progress: createProgress(() => {}) },
      wish: {
        ...{ owners, target: plantTarget, exclude: [], seed: 1, simulated: true, demand: '' },
        purpose: 'https://w3id.org/lianshu/ns/1/purpose/predictive-maintenance',
      },
    }
    const [trainer] = await joinEverybody(job)
    const [sample] = await publishTables(job)
    const node = space.connectors.get(slug)!
    const signer = await signerOf(node)
    const asking = await signerOf(trainerOf(job))
    const db = openDatabase({ url: node.databaseUrl })
    stack.defer(() => db.close())
    const catalogues: LargeCatalogue[] = []
    for (const [index, count] of counts.entries()) {
      const name = `works-${index}`
      const person = { slug: name, name: { zh: name, en: name }, roles: ['owner'] }
      const owner = await joinMember(space, node, person)
      const url = `${node.url}/participants/${name}/dsp/2025-1`
      const who = { did: owner, url, signer }
      const ids = await fillCatalogue(db, who, { sample: sample!, count, seed: index, signal })
      catalogues.push({ url, owner, ids })
    }
    const held = stack.move()
    return {
      catalogues,
      authorization: (owner) => asking.authorization(trainer!.did, owner),
      close: () => held.disposeAsync(),
    }
  } catch (error) {
    await stack.disposeAsync()
    throw error
  }
}
