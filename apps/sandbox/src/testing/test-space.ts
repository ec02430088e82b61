import { join } from 'node:path'
import { type Job, type JobWish, trainerName } from '../job/job.ts'
import { createProgress } from '../progress.ts'
import { type Dataspace, type DataspaceOptions, startDataspace } from '../space/start-dataspace.ts'
import type { OwnerTable } from '../tables/index.ts'
import { findFreePorts } from './free-ports.ts'
import { makeTestHome } from './test-home.ts'

export interface TestSpace {
  readonly space: Dataspace
  /** A job in this space; its news are kept in `news`. */
  job(wish: JobWish): Job & { readonly news: readonly string[] }
  /** Stops everything and removes all that was stored. */
  close(): Promise<void>
}

/** A data space of its own for one test file: trainer, the tables' owners, a free block of ports. */
export async function startTestSpace(
  owners: readonly OwnerTable[],
  options: Pick<DataspaceOptions, 'withPortal' | 'elsewhere' | 'logger' | 'redisUrl'> = {},
): Promise<TestSpace> {
  const home = makeTestHome()
  const connectors = [trainerName, ...owners.map(({ slug }) => slug)]
  const firstPort = await findFreePorts(connectors.length + 1)
  try {
    const directory = join(home.directory, 'space')
    const space = await startDataspace({ directory, connectors, firstPort, ...options })
    return {
      space,
      job(wish) {
        const news: string[] = []
        const progress = createProgress((line) => news.push(line))
        return { space, wish, progress, news, signal: new AbortController().signal }
      },
      async close() {
        await space.close()
        await home.remove()
      },
    }
  } catch (error) {
    await home.remove()
    throw error
  }
}

/** The demand and purpose of tests; owners are offered everything that the sandbox's owners offer. */
export const wishFor = (
  owners: readonly OwnerTable[],
  wish: Pick<JobWish, 'target'> & Partial<JobWish>,
): JobWish => ({
  ...{ owners, exclude: [], rounds: 2, seed: 1, simulated: true },
  demand: `需要带“${wish.target}”的表格数据，用于训练预测模型，数据不出厂，联邦训练即可。`,
  purpose: 'https://w3id.org/lianshu/ns/1/purpose/model-training',
  ...wish,
})
