import { expect, it } from 'vitest'
import type { JobOutcome } from '../measure/main-job.ts'
import { judgeSeeds } from './judge-seeds.ts'

const job = (
  name: 'auc' | 'rmse',
  [federated, localMean, pooled]: readonly [number, number, number],
  logVerified = true,
): JobOutcome => ({
  milliseconds: 1000,
  summary: {
    figures: { rounds: 10, bytesOut: 100, logVerified },
    metrics: { name, federated, localMean, pooled },
    run: { backend: 'wasm' },
    data: { simulated: false },
    seconds: { total: 1 },
  },
})
const passes = (...jobs: JobOutcome[]) =>
  judgeSeeds(
    jobs.map((_, at) => `${at + 1}`),
    jobs,
  ).pass

it('reports the means over the seeds by their flat names', () => {
  const { metrics } = judgeSeeds(
    ['4', '7'],
    [job('auc', [0.9, 0.8, 0.92]), job('auc', [0.94, 0.9, 0.94])],
  )
  expect(metrics).toMatchObject({
    rounds: 10,
    bytesOut: 100,
    seconds: 1,
    seeds: 2,
    logVerified: true,
  })
  expect(metrics.aucFederated).toBeCloseTo(0.92, 10)
  expect(metrics.aucLocalMean).toBeCloseTo(0.85, 10)
  expect(metrics.aucPooled).toBeCloseTo(0.93, 10)
  expect(metrics.perSeed).toMatchObject([
    { seed: 4, federated: 0.9 },
    { seed: 7, pooled: 0.94 },
  ])
})

it('passes above local and near pooled, on the mean, with every log verified', () => {
  expect(passes(job('auc', [0.95, 0.92, 0.97]))).toBe(true)
  expect(passes(job('auc', [0.91, 0.92, 0.93]), job('auc', [0.95, 0.92, 0.96]))).toBe(true)
  expect(passes(job('auc', [0.91, 0.92, 0.93]))).toBe(false)
  expect(passes(job('auc', [0.93, 0.92, 0.97]))).toBe(false)
  expect(passes(job('auc', [0.95, 0.92, 0.97], false))).toBe(false)
})

it('takes a smaller error as better', () => {
  expect(passes(job('rmse', [10.2, 12, 10]))).toBe(true)
  expect(passes(job('rmse', [10.4, 12, 10]))).toBe(false)
  expect(passes(job('rmse', [10, 9, 10]))).toBe(false)
})
