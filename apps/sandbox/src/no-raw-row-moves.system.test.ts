import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Dataset } from '@lianshu/catalog'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { pathOf } from './job/job.ts'
import { runJob } from './job/run-job.ts'
import type { RunView } from './job/run-view.ts'
import type { Summary } from './summary/summary.ts'
import { plantTarget, simulatePlants } from './tables/index.ts'
import { canaryNeedles, vectorNeedles } from './testing/canary-needles.ts'
import { mergeNeedles, type Needles } from './testing/needles.ts'
import { plantCanaries } from './testing/planted-canaries.ts'
import { openPages } from './testing/portal-pages.ts'
import { type RecordedTraffic, recordTraffic } from './testing/recorded-traffic.ts'
import { searchTraffic } from './testing/search-traffic.ts'
import { startTestSpace, type TestSpace, wishFor } from './testing/test-space.ts'

const planted = simulatePlants({ seed: 7, rows: 300 }).map((table) =>
  plantCanaries(table, {
    ...{ ids: 'Product ID', category: 'Type' },
    columns: ['Air', 'Process', 'Rotational', 'Torque', 'Tool wear'],
  }),
)
const owners = planted.map(({ table }) => table)

let test: TestSpace
let traffic: RecordedTraffic
let summary: Summary
let needles: Needles

beforeAll(async () => {
  traffic = recordTraffic()
  test = await startTestSpace(owners, { withPortal: true })
  const wish = wishFor(owners, { target: plantTarget, rounds: 2 })
  summary = await runJob(test.job(wish))
  await openPages(test.space, summary)
  traffic.stop()
  needles = mergeNeedles(await Promise.all(planted.map(needlesOf)))
})

afterAll(() => test?.close())

async function needlesOf({ canaries }: (typeof planted)[number]): Promise<Needles> {
  const { broker, connectors } = test.space
  const node = connectors.get(canaries.owner)!
  const { plan } = await broker.api.get<RunView>(`/api/runs/${encodeURIComponent(summary.run.id)}`)
  const [dataset] = await node.api.get<Dataset[]>(pathOf(canaries.owner, '/datasets'))
  const model = await readFile(summary.model.path)
  return mergeNeedles([
    canaryNeedles(canaries, dataset!.published, { plan, model }),
    await vectorNeedles(node.directory, plan.secureAggregation.fractionBits),
  ])
}

it('did the main job on the tables with the canaries, each of them trained on', () => {
  expect(summary.run.state).toBe('COMPLETED')
  expect(summary.settlement.shares).toHaveLength(owners.length)
  for (const share of summary.settlement.shares) expect(share.rows).toBeGreaterThan(200)
})

it('recorded every byte: as many as the sockets counted, and more than the connectors did', () => {
  const postgres = Number(new URL(test.space.broker.databaseUrl).port)
  expect(traffic.incomplete([postgres])).toEqual([])
  const recorded = traffic.streams([postgres]).reduce((sum, { length }) => sum + length, 0)
  const counted = Object.values(summary.bytesOut).flatMap((kinds) => Object.values(kinds))
  expect(recorded).toBeGreaterThan(counted.reduce((sum, bytes) => sum + bytes, 0))
})

it('finds no canary and no true vector in any byte that left, in any encoding', () => {
  const postgres = Number(new URL(test.space.broker.databaseUrl).port)
  expect(needles.patterns.size).toBeGreaterThan(10_000)
  expect(searchTraffic(traffic.streams([postgres]), needles)).toEqual([])
})

it('finds none in what the broker and the trainer stored', async () => {
  const { broker, connectors } = test.space
  for (const { directory } of [broker, connectors.get('trainer')!]) {
    const files: Buffer[] = []
    for (const name of await readdir(directory, { recursive: true })) {
      const path = join(directory, name)
      if ((await stat(path)).isFile()) files.push(await readFile(path))
    }
    expect(searchTraffic(files, needles)).toEqual([])
  }
})
