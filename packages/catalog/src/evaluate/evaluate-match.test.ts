import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { evaluateMatch } from './evaluate-match.ts'
import { ndcg, recall } from './ranking-metrics.ts'

describe('metrics of a ranking', () => {
  const grades = new Map([
    ['a', 3],
    ['b', 2],
    ['c', 0],
  ])
  test('are 1 for the ideal order and fall with every swap', () => {
    expect(ndcg(['a', 'b'], grades, 10)).toBe(1)
    // (2 + 3/log2(3)) / (3 + 2/log2(3))
    expect(ndcg(['b', 'a'], grades, 10)).toBeCloseTo(0.9134, 4)
    expect(ndcg(['x', 'c'], grades, 10)).toBe(0)
  })
  test('recall counts what is good enough, and is undefined without any', () => {
    expect(recall(['x', 'a', 'b'], grades, 2, 2)).toBe(0.5)
    expect(recall(['a'], new Map([['a', 1]]), 5, 2)).toBeUndefined()
  })
})

const samples = join(import.meta.dirname, '../../../../../shared/samples')
const there = existsSync(join(samples, 'demands.json'))
if (!there) process.stderr.write('SKIPPED: no ../shared/samples, judged demands are not scored\n')

test.skipIf(!there)('judged demands: no broken requirement in the first five', async () => {
  const { metrics } = await evaluateMatch(samples)
  expect(metrics.violationRate5).toBe(0)
  expect(metrics.ndcg10).toBeGreaterThan(0.85)
  expect(metrics.recall5).toBeGreaterThan(0.95)
})
