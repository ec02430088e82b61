import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { type FacetName, type FacetValue, facetNames, type Listing } from '../api/model.ts'
import type { Run } from '../api/run-model.ts'
import { listings, owners, space } from './fixture-data.ts'
import { createFixtureLogs, type FixtureLog } from './fixture-log.ts'
import { detailOf } from './fixture-policy.ts'
import { demandId, runAfter } from './fixture-run.ts'
import { labelOf } from './fixture-words.ts'

export interface FixtureOptions {
  /** Milliseconds between rounds of the live run, from its first reader on; it stays at round 17 without. */
  readonly roundEvery?: number
  /** Changes one record of the operator's log after it was signed. */
  readonly tamperAt?: number
  /** An empty space: no listings, no runs, no logs. */
  readonly empty?: boolean
}

export const finishedRunId = 'run-20261121-01'
export const liveRunId = 'run-20261122-01'

/** A broker's public read API over fixed data, for tests and screenshots of the portal. */
export async function createFixtureBroker(options: FixtureOptions = {}): Promise<Hono> {
  const logs = options.empty ? new Map<string, FixtureLog>() : await createFixtureLogs()
  const offered = options.empty ? [] : listings
  let firstReader: number | undefined
  const live = (): Run => {
    const since = firstReader === undefined ? 0 : Date.now() - firstReader
    const passed = options.roundEvery ? Math.floor(since / options.roundEvery) : 0
    return runAfter(Math.min(30, 17 + passed), liveRunId, '2026-11-22T02:40:00.000Z')
  }
  const finished = runAfter(30, finishedRunId, '2026-11-21T08:12:00.000Z')
  const runs = () => (options.empty ? [] : [live(), finished])
  const missing = () =>
    Response.json(
      { title: 'Not found', status: 404, detail: 'there is nothing here' },
      { status: 404 },
    )

  const app = new Hono()
  app.get('/api/space', (c) =>
    c.json({
      ...space,
      counts: {
        ...space.counts,
        listings: offered.length,
        runs: runs().length,
        logSize: logSize(logs),
      },
    }),
  )
  app.get('/api/listings', (c) => c.json(searchListings(offered, c.req.query())))
  app.get('/api/listings/:id', (c) => {
    const listing = offered.find((each) => each.id === c.req.param('id'))
    return listing ? c.json(detailOf(listing)) : missing()
  })
  app.get('/api/demands/:id', (c) => (c.req.param('id') === demandId ? c.json(demand) : missing()))
  app.get('/api/runs', (c) => c.json(runs()))
  app.get('/api/runs/:id', (c) => {
    const run = runs().find((each) => each.id === c.req.param('id'))
    return run ? c.json(run) : missing()
  })
  app.get('/api/runs/:id/events', (c) =>
    streamSSE(c, async (stream) => {
      firstReader ??= Date.now()
      for (let last = -1; !stream.aborted; await stream.sleep(100)) {
        const run = live()
        if (run.history.length === last) continue
        last = run.history.length
        // As with the real broker, the settlement is made after the last event.
        const { settlement: _, ...told } = run
        await stream.writeSSE({ event: 'run', id: String(last), data: JSON.stringify(told) })
        if (run.state === 'COMPLETED') return
      }
    }),
  )
  app.get('/api/log/nodes', (c) => c.json([...logs.values()].map((log) => log.node)))
  app.get('/api/log/:did/head', (c) => {
    const log = logs.get(c.req.param('did'))
    return log ? c.json(log.head) : missing()
  })
  app.get('/api/log/:did/entries', (c) => {
    const log = logs.get(c.req.param('did'))
    if (!log) return missing()
    const entries = log.entries.map((entry) =>
      entry.index === options.tamperAt
        ? { ...entry, leaf: entry.leaf.replace('"type":"', '"type":"not.') }
        : entry,
    )
    return c.json(entries.slice(Number(c.req.query('from') ?? 0), Number(c.req.query('to') ?? 1e9)))
  })
  return app
}

const logSize = (logs: ReadonlyMap<string, FixtureLog>): number =>
  [...logs.values()].reduce((sum, log) => sum + log.entries.length, 0)

const valuesOf: Readonly<Record<FacetName, (listing: Listing) => readonly string[]>> = {
  industry: (listing) => [listing.industry],
  task: (listing) => [listing.task],
  use: (listing) => listing.uses,
  owner: (listing) => [listing.ownerDid],
}

function searchListings(all: readonly Listing[], query: Record<string, string>) {
  const words = (query.q ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  const found = all.filter((listing) => {
    const text = JSON.stringify([
      listing.title,
      listing.description,
      listing.keywords,
    ]).toLowerCase()
    return words.every((word) => text.includes(word))
  })
  const fits = (listing: Listing, except?: FacetName) =>
    facetNames.every(
      (name) => name === except || !query[name] || valuesOf[name](listing).includes(query[name]),
    )
  const items = found.filter((listing) => fits(listing))
  const facets = Object.fromEntries(
    facetNames.map((name) => {
      const values = [...new Set(all.flatMap((listing) => valuesOf[name](listing)))].sort()
      const counted = values.map(
        (value): FacetValue => ({
          value,
          label:
            name === 'owner' ? owners.find((owner) => owner.did === value)!.name : labelOf(value),
          count: found.filter((each) => fits(each, name) && valuesOf[name](each).includes(value))
            .length,
        }),
      )
      return [name, counted.sort((left, right) => right.count - left.count)]
    }),
  )
  return { total: items.length, items, facets, tookMs: 3.4 }
}

const demand = {
  id: demandId,
  text: '需要多家工厂的数控设备工况数据，带故障标记，用于训练故障预测模型，数据不出厂，允许联邦训练',
  at: '2026-11-22T02:38:00.000Z',
  ranked: listings.slice(0, 4).map((listing, index) => ({
    listingId: listing.id,
    title: listing.title,
    score: 0.94 - index * 0.07,
    reasons: [
      { zh: '允许联邦训练', en: 'permits federated training' },
      { zh: '含故障标记列 machine_failure', en: 'has the fault mark machine_failure' },
      { zh: '8 列与其他所有者一致', en: '8 columns agree with the other owners' },
    ],
  })),
  excluded: listings.slice(5, 6).map((listing) => ({
    listingId: listing.id,
    title: listing.title,
    reasons: [{ zh: '不允许训练', en: 'training is not permitted' }],
  })),
}
