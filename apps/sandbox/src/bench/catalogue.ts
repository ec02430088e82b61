import { Agent, request } from 'node:http'
import { pageToken } from '@lianshu/http'
import { DomainFailure, domainError } from '@lianshu/kernel'
import { catalogRequestMessage } from '@lianshu/protocol/dsp'
import { z } from 'zod'
import { freePorts, portOption } from '../measure/free-ports.ts'
import { defineMeasurement } from '../measure/measurement.ts'
import { median, quantile } from '../measure/quantile.ts'
import { withTemporaryHome } from '../measure/temporary-home.ts'
import { type CatalogueSpace, type LargeCatalogue, openCatalogueSpace } from './catalogue-space.ts'

const limits = { p95Ms: 20, ratio: 1.5 }
/** The broker, the asking member's connector and the one that is asked. */
const nodes = 3
const pageSize = 50
const warmUps = 30

const offers = (otherwise: number) =>
  z.coerce.number().int().min(1_000).max(1_000_000).default(otherwise)

/** What is asked for: pages at three places, and one dataset by its id. */
const kinds = ['first', 'middle', 'last', 'byId'] as const
type Kind = (typeof kinds)[number]

/**
 * Pages of a small and of a large catalogue, asked for in turn over HTTP by a member of the space, with a
 * token for every request: from the request until the last byte of the answer. The connector that answers
 * is a process of its own; both catalogues are in its one database.
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
      const agent = new Agent({ keepAlive: true, maxSockets: 1 })
      try {
        say(`${runs} requests of each kind, both catalogues in turn …`)
        const taken = await measure(space, agent, { runs, signal })
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
            medianMs: { small: byKind(taken[0]!, median), large: byKind(taken[1]!, median) },
            pageBytes: (await ask(agent, space, space.catalogues[0]!, 'first')).bytes,
          },
          backend: 'embedded PostgreSQL',
        }
      } finally {
        agent.destroy()
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
  agent: Agent,
  { runs, signal }: { readonly runs: number; readonly signal: AbortSignal },
): Promise<readonly Times[]> {
  const taken = space.catalogues.map((): Times => ({ first: [], middle: [], last: [], byId: [] }))
  for (let run = -warmUps; run < runs; run++) {
    for (const [index, asked] of space.catalogues.entries()) {
      for (const kind of kinds) {
        signal.throwIfAborted()
        const { milliseconds } = await ask(agent, space, asked, kind)
        if (run >= 0) taken[index]![kind].push(milliseconds)
      }
    }
  }
  return taken
}

async function ask(
  agent: Agent,
  space: CatalogueSpace,
  { url, owner, ids }: LargeCatalogue,
  kind: Kind,
): Promise<{ readonly milliseconds: number; readonly bytes: number }> {
  const middle = Math.floor(ids.length / 2)
  const after = { first: undefined, middle: ids[middle], last: ids.at(-pageSize - 1) }
  const [method, path] =
    kind === 'byId'
      ? (['GET', `/catalog/datasets/${ids[middle]}`] as const)
      : (['POST', `/catalog/request${pageQuery(after[kind])}`] as const)
  const authorization = await space.authorization(owner)
  const body = kind === 'byId' ? undefined : JSON.stringify(catalogRequestMessage.render({}))
  const started = performance.now()
  const answer = await send(agent, { url: url + path, method, authorization, body })
  const milliseconds = performance.now() - started
  const datasets = answer.text.split('"@type":"Dataset"').length - 1
  const expected = kind === 'byId' ? 1 : pageSize
  if (answer.status === 200 && datasets === expected) return { milliseconds, bytes: answer.bytes }
  const message = `${kind} answered ${answer.status} with ${datasets} datasets`
  throw new DomainFailure(domainError('peer.invalid', message))
}

const pageQuery = (after: string | undefined) =>
  after === undefined ? '' : `?continuationToken=${pageToken({ after })}`

interface Sent {
  readonly url: string
  readonly method: string
  readonly authorization: string
  readonly body?: string
}

/** Plain and uncompressed: `fetch` would ask for gzip and inflate. */
function send(agent: Agent, { url, method, authorization, body }: Sent) {
  return new Promise<{ status: number; text: string; bytes: number }>((done, fail) => {
    const headers = { authorization, ...(body && { 'content-type': 'application/json' }) }
    const sent = request(url, { method, agent, headers }, async (answer) => {
      const parts: Buffer[] = []
      for await (const part of answer as AsyncIterable<Buffer>) parts.push(part)
      const whole = Buffer.concat(parts)
      done({ status: answer.statusCode ?? 0, text: whole.toString(), bytes: whole.length })
    })
    sent.once('error', fail)
    sent.end(body)
  })
}
