import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { openTable } from '@lianshu/adapters'
import { unwrap } from '@lianshu/kernel'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runJob } from './job/run-job.ts'
import type { Summary } from './summary/summary.ts'
import { type OwnerTable, splitTable } from './tables/index.ts'
import { syntheticTargets, writeSyntheticTable } from './testing/synthetic-table.ts'
import { makeTestHome, type TestHome } from './testing/test-home.ts'
import { startTestSpace, type TestSpace, wishFor } from './testing/test-space.ts'

let home: TestHome
let test: TestSpace
let file: string
let owners: readonly OwnerTable[]

beforeAll(async () => {
  home = makeTestHome()
  file = writeSyntheticTable(home.directory, 1200)
  const table = unwrap(await openTable('synthetic.csv', { directory: home.directory }))
  const request = { target: 'pass', exclude: [], owners: 4, split: 'iid', seed: 2 } as const
  owners = unwrap(await splitTable(table, request)).owners
  table.close()
  test = await startTestSpace(owners)
})

afterAll(async () => {
  await test?.close()
  await home.remove()
})

/** The job on the same tables with one target or another; the other targets would give the answer away. */
async function train(target: (typeof syntheticTargets)[number], rounds: number) {
  const exclude = syntheticTargets.filter((other) => other !== target)
  const job = test.job(wishFor(owners, { target, exclude, rounds, simulated: false }))
  return { summary: await runJob(job), news: job.news.join('\n') }
}

function isWhole({ home: space, run, metrics, logs, settlement, model }: Summary): void {
  expect(run.state).toBe('COMPLETED')
  expect(metrics.heldBackRows).toBeGreaterThan(250)
  // The same model on the same rows: masked histograms lose next to nothing.
  expect(Math.abs(metrics.inRun - metrics.federated) / metrics.federated).toBeLessThan(0.01)
  expect(logs.every(({ verified }) => verified)).toBe(true)
  expect(settlement.shares).toHaveLength(owners.length)
  // The model is its buyer's; the rows that were put side by side for the comparison are gone.
  expect(statSync(model.path).mode & 0o077).toBe(0)
  expect(existsSync(join(space, 'comparison'))).toBe(false)
}

it('learns two classes from numbers, categories, missing, NaN and infinite cells', async () => {
  const { summary, news } = await train('pass', 5)
  isWhole(summary)
  expect(summary.run.task).toBe('binary')
  expect(summary.metrics).toMatchObject({ name: 'auc' })
  expect(summary.metrics.federated).toBeGreaterThan(0.9)
  expect(news).toContain('from 4 columns: Pressure, Flow, Line, Humidity')
  expect(news).toMatch(/left out: Serial \(identifier\)/)
  expect(news).toMatch(/left out: Plant \(constant\)/)
})

it('learns three classes', async () => {
  const { summary } = await train('grade', 5)
  isWhole(summary)
  expect(summary.run.task).toBe('multiclass')
  expect(summary.metrics.federated).toBeGreaterThan(0.9)
})

it('learns a number, far better than its mean would do', async () => {
  const { summary } = await train('yield', 5)
  isWhole(summary)
  expect(summary.run.task).toBe('regression')
  expect(summary.metrics.name).toBe('rmse')
  const column = readFileSync(file, 'utf8').trim().split('\n').slice(1)
  const values = column.map((line) => Number(line.split(',')[6]))
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  expect(summary.metrics.federated).toBeLessThan(0.7 * Math.sqrt(variance))
})
