import { pageToken } from '@lianshu/http'
import { DomainFailure, domainError } from '@lianshu/kernel'
import { catalogRequestMessage } from '@lianshu/protocol/dsp'
import { z } from 'zod'
import { freePorts, portOption } from '../../measure/free-ports.ts'
import { defineMeasurement } from '../../measure/measurement.ts'
import { median, quantile } from '../../measure/quantile.ts'
import { withTemporaryHome } from '../../measure/temporary-home.ts'
import type { Answered } from './asker.ts'
import { type CatalogueSpace, type LargeCatalogue, openCatalogueSpace } from './catalogue-space.ts'
import { type Asker, startAsker } from './start-asker.ts'

const limits = { p95Ms: 20, ratio: 1.5 }
/** The broker, the asking member's connector and the one that is asked. */
const nodes = 3
const pageSize = 50
const warmUps = 30

const offers = (otherwise: number) =>
  z.coerce.number().int().min(1_000).max(1_000_000).default(otherwise)

/** What is judged: pages at three places, and one dataset by its id. */
const kinds = ['first', 'middle', 'last', 'byId'] as const
type Kind = (typeof kinds)[number]

/**
 * Pages of a small and of a large catalogue, asked for in turn over HTTP by a member of the space, with a
 * token for every request: from the request until the last byte of the answer. The connector that answers
 * is a process of its own, and so is who asks; both catalogues are in one database. Whether the processes
 * of others slow this machine down is told by a request beside them that takes next to no work.
 */
export const catalogue = defineMeasurement({
  name: 'catalogue',
  about: `pages of a small and a large catalogue; passes with p95 below ${limits.p95Ms} ms, within ${limits.ratio} times of each other`,
  options: z.object({
    small: offers(10_000).describe('offers of the small catalogue (default 10000)'),
    large: offers(100_000).describe('offers of the large catalogue (default 100000)'),
    runs: z.coerce
      .number()
      .int()
      .min(20)
      .max(10_000)
      .default(200)
      .describe('requests of each kind (default 200)'),
    port: portOption,
  }),
  async run({ say, signal }, { small, large, runs, port }) {
    const firstPort = await freePorts(port, nodes)
    return withTemporaryHome(async (home) => {
      say(`Catalogues of ${small} and ${large} signed offers are filled …`)
      const counts = [small, large]
      const space = await openCatalogueSpace(home, { counts, firstPort, signal })
      const asker = startAsker()
      try {
        say(`${runs} requests of each kind, both catalogues in turn …`)
        const { taken, bare } = await measure(space, asker, { runs, signal })
        const p95 = taken.map((times) => byKind(times, (all) => quantile(all, 0.95)))
        const pages = taken.map(({ first, middle, last }) =>
          quantile([...first, ...middle, ...last], 0.95),
        )
        const [smallP95Ms, largeP95Ms] = pages as [number, number]
        const ratio = Math.max(largeP95Ms / smallP95Ms, smallP95Ms / largeP95Ms)
        const slowest = Math.max(...p95.flatMap((all) => Object.values(all)))
        return {
          pass: slowest < limits.p95Ms && ratio < limits.ratio,
          metrics: {
            ...{ smallP95Ms, largeP95Ms, ratio, pageSize, small, large, runs },
            ...{ p95Ms: { small: p95[0], large: p95[1] } },
            bareMs: { median: median(bare), p95: quantile(bare, 0.95) },
            medianMs: { small: byKind(taken[0]!, median), large: byKind(taken[1]!, median) },
            pageBytes: (await ask(asker, space, space.catalogues[0]!, 'first')).bytes,
          },
          backend: 'embedded PostgreSQL',
        }
      } finally {
        await asker.close()
        await space.close()
      }
    })
  },
})

type Times = Readonly<Record<Kind, number[]>>

const byKind = (times: Times, figure: (all: number[]) => number) =>
  Object.fromEntries(kinds.map((kind) => [kind, figure(times[kind])]))

async function measure(
  space: CatalogueSpace,
  asker: Asker,
  { runs, signal }: { readonly runs: number; readonly signal: AbortSignal },
): Promise<{ readonly taken: readonly Times[]; readonly bare: readonly number[] }> {
  const bare: number[] = []
  const taken = space.catalogues.map((): Times => ({ first: [], middle: [], last: [], byId: [] }))
  for (let run = -warmUps; run < runs; run++) {
    for (const [index, asked] of space.catalogues.entries()) {
      for (const kind of kinds) {
        signal.throwIfAborted()
        const { milliseconds } = await ask(asker, space, asked, kind)
        if (run >= 0) taken[index]![kind].push(milliseconds)
      }
      const url = new URL('/health/live', asked.url).href
      const { milliseconds } = await asker.ask({ url, method: 'GET', headers: {}, count: '"ok"' })
      if (run >= 0) bare.push(milliseconds)
    }
  }
  return { taken, bare }
}

async function ask(
  asker: Asker,
  space: CatalogueSpace,
  { url, owner, ids }: LargeCatalogue,
  kind: Kind,
): Promise<Answered> {
  const middle = Math.floor(ids.length / 2)
  const after = { first: undefined, middle: ids[middle], last: ids.at(-pageSize - 1) }
  const [method, path] =
    kind === 'byId'
      ? (['GET', `/catalog/datasets/${ids[middle]}`] as const)
      : (['POST', `/catalog/request${pageQuery(after[kind])}`] as const)
  const body = kind === 'byId' ? undefined : JSON.stringify(catalogRequestMessage.render({}))
  const headers = {
    authorization: await space.authorization(owner),
    ...(body && { 'content-type': 'application/json' }),
  }
  const count = '"@type":"Dataset"'
  const answer = await asker.ask({ url: url + path, method, headers, body, count })
  const expected = kind === 'byId' ? 1 : pageSize
  if (answer.status === 200 && answer.counted === expected) return answer
  const message = `${kind} answered ${answer.status} with ${answer.counted} datasets`
  throw new DomainFailure(domainError('peer.invalid', message))
}

const pageQuery = (after: string | undefined) =>
  after === undefined ? '' : `?continuationToken=${pageToken({ after })}`
