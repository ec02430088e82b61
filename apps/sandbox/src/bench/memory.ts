import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DomainFailure, domainError } from '@lianshu/kernel'
import { z } from 'zod'
import { freePorts, portOption } from '../measure/free-ports.ts'
import { defineMeasurement } from '../measure/measurement.ts'
import { withTemporaryHome } from '../measure/temporary-home.ts'
import { spawnConnector } from '../space/spawn-connector.ts'
import { type Dataspace, startDataspace } from '../space/start-dataspace.ts'

const limits = { restBytes: 150_000_000, furtherBytes: 100_000 }
/** Hosted participants, in growing numbers. */
const steps = [1, 100, 1000] as const
const name = 'host'
const atOnce = 8
/** The broker and the connector. */
const nodes = 2

/**
 * What a connector holds in memory when nobody asks anything of it: a process of its own on a real
 * database, started anew with 1, 100 and 1,000 hosted participants, and left alone for a while. Hosting
 * goes over the management interface, as in a real place.
 */
export const memory = defineMeasurement({
  name: 'memory',
  about: `a connector process at rest; passes below ${limits.restBytes / 1e6} MB, and ${limits.furtherBytes / 1e3} kB for each further participant`,
  options: z.object({
    restSeconds: z.coerce
      .number()
      .int()
      .min(1)
      .max(600)
      .default(10)
      .describe('idle time before it is measured (default 10)'),
    port: portOption,
  }),
  async run({ say, signal }, { restSeconds, port }) {
    if (process.platform !== 'linux') {
      const message = 'memory is read from /proc: this benchmark runs on Linux'
      throw new DomainFailure(domainError('input.unsupported', message))
    }
    const firstPort = await freePorts(port, nodes)
    return withTemporaryHome(async (home) => {
      const directory = join(home, 'space')
      const place = { directory, connectors: [name], firstPort, elsewhere: [name] }
      const space = await startDataspace(place)
      try {
        const taken: Taken[] = []
        for (const hosted of steps) {
          const hostingMs = await withConnector(space, () => host(space, hosted, signal))
          const held = await withConnector(space, async (pid) => {
            await sleep(restSeconds * 1000, undefined, { signal })
            return read(pid)
          })
          say(`${hosted} hosted: ${Math.round(held.rssBytes / 1e6)} MB resident`)
          taken.push({ hosted, hostingMs, ...held })
        }
        return outcomeOf(taken, restSeconds)
      } finally {
        await space.close()
      }
    })
  },
})

interface Held {
  readonly rssBytes: number
  /** Pages that are shared with other processes count by their share. */
  readonly pssBytes: number
}
type Taken = Held & { readonly hosted: number; readonly hostingMs: number }

function outcomeOf(taken: readonly Taken[], restSeconds: number) {
  const [one, , most] = taken as readonly [Taken, Taken, Taken]
  const furtherBytes = (most.rssBytes - one.rssBytes) / (most.hosted - one.hosted)
  return {
    pass: one.rssBytes < limits.restBytes && furtherBytes < limits.furtherBytes,
    metrics: {
      ...{ rssBytes: one.rssBytes, pssBytes: one.pssBytes, furtherBytes, restSeconds },
      rssByHosted: Object.fromEntries(taken.map(({ hosted, rssBytes }) => [hosted, rssBytes])),
      hostingMs: most.hostingMs,
    },
    backend: 'embedded PostgreSQL',
  }
}

async function withConnector<T>(space: Dataspace, work: (pid: number) => Promise<T>): Promise<T> {
  const child = await spawnConnector(space, name)
  try {
    return await work(child.pid!)
  } finally {
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
}

/** Hosts as many as are missing; milliseconds. */
async function host(space: Dataspace, wanted: number, signal: AbortSignal): Promise<number> {
  const { api } = space.connectors.get(name)!
  const known = await api.get<readonly unknown[]>('/api/participants', signal)
  const started = performance.now()
  let next = known.length
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < wanted) {
        const slug = `works-${next++}`
        const person = { slug, name: { zh: slug, en: slug }, roles: ['owner'] }
        await api.post('/api/participants', person, signal)
      }
    }),
  )
  return performance.now() - started
}

async function read(pid: number): Promise<Held> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8')
  const bytesOf = (field: string) =>
    Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(rollup)?.[1] ?? Number.NaN) * 1024
  return { rssBytes: bytesOf('Rss'), pssBytes: bytesOf('Pss') }
}
