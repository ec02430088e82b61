import { evaluationLayout, joinVector, type Scaling } from '@lianshu/protocol/rounds'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { testPlan } from '../testing/plans.ts'
import { aucFromHistograms } from './auc.ts'
import { accuracyOf, f1Of } from './confusion.ts'
import { metricsFromSums } from './metrics-from-sums.ts'

/** The chance that a positive scores above a negative, by comparing every pair. */
function pairwise(positives: readonly number[], negatives: readonly number[]): number {
  let wins = 0
  for (const high of positives) {
    for (const low of negatives) wins += high > low ? 1 : high === low ? 0.5 : 0
  }
  return wins / (positives.length * negatives.length)
}

const histogram = (bins: readonly number[], size: number) => {
  const counts = new Array<number>(size).fill(0)
  for (const bin of bins) counts[bin]!++
  return counts
}

describe('AUC from histograms', () => {
  it('equals the comparison of every pair of binned scores', () => {
    const scores = fc.array(fc.nat(9), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(scores, scores, (positives, negatives) => {
        const area = aucFromHistograms(histogram(positives, 10), histogram(negatives, 10))
        expect(area).toBeCloseTo(pairwise(positives, negatives), 12)
      }),
    )
  })

  it('stays within half the ties of the exact area', () => {
    const scores = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
      minLength: 1,
      maxLength: 40,
    })
    const size = 50
    const toBins = (values: readonly number[]) =>
      histogram(
        values.map((value) => Math.min(size - 1, Math.floor(value * size))),
        size,
      )
    fc.assert(
      fc.property(scores, scores, (positives, negatives) => {
        const [above, below] = [toBins(positives), toBins(negatives)]
        const ties = above.reduce((sum, count, bin) => sum + count * below[bin]!, 0)
        const bound = ties / (2 * positives.length * negatives.length)
        const distance = Math.abs(aucFromHistograms(above, below)! - pairwise(positives, negatives))
        expect(distance).toBeLessThanOrEqual(bound + 1e-12)
      }),
    )
  })

  it('is undefined for one class', () => {
    expect(aucFromHistograms([1, 2], [0, 0])).toBeUndefined()
    expect(aucFromHistograms([0, 0], [1, 2])).toBeUndefined()
  })
})

describe('a confusion matrix', () => {
  it('gives accuracy and F1', () => {
    const confusion = [
      [50, 10],
      [5, 35],
    ]
    expect(accuracyOf(confusion)).toBe(0.85)
    expect(f1Of(confusion, 1)).toBeCloseTo(70 / 85, 12)
    expect(
      f1Of(
        [
          [9, 0],
          [0, 0],
        ],
        1,
      ),
    ).toBe(0)
  })
})

describe('metrics of the sum of all owners', () => {
  it('of numbers are in the unit of the target', () => {
    const plan = testPlan({
      task: 'regression',
      target: { column: 'wear', kind: 'numeric', range: { low: 0, high: 10 } },
    })
    const scaling: Scaling = {
      features: [{ kind: 'categorical', missing: false }],
      target: { kind: 'numeric', mean: 5, deviation: 2 },
    }
    const truth = [0.5, -1, 1.5, 0]
    const errors = [0.1, -0.2, 0.3, -0.4]
    const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
    const vector = joinVector(evaluationLayout(plan), {
      rows: [4],
      loss: [2],
      scores: [],
      confusion: [],
      errors: [
        sum(errors.map((error) => error ** 2)),
        sum(errors.map(Math.abs)),
        sum(truth),
        sum(truth.map((y) => y ** 2)),
      ],
    })
    const metrics = metricsFromSums(plan, scaling, vector)
    if (metrics.task !== 'regression') throw new Error('a regression was asked for')
    expect(metrics.rmse).toBeCloseTo(2 * Math.sqrt(0.3 / 4), 12)
    expect(metrics.mae).toBeCloseTo(0.5, 12)
    expect(metrics.r2).toBeCloseTo(1 - 0.3 / (3.5 - 1 / 4), 12)
    expect(metrics.meanLoss).toBe(0.5)
  })

  it('of three classes average over classes', () => {
    const plan = testPlan({
      task: 'multiclass',
      target: { column: 'kind', kind: 'classes', classes: ['a', 'b', 'c'] },
      evaluation: { testFraction: 0.2, seed: 1, histogramBins: 10 },
    })
    const perfect = [histogram([0, 0], 10), histogram([9], 10)].flat()
    const vector = joinVector(evaluationLayout(plan), {
      rows: [3],
      loss: [0],
      scores: [...perfect, ...perfect, ...perfect],
      confusion: [1, 0, 0, 0, 1, 0, 1, 0, 0],
      errors: [],
    })
    const scaling: Scaling = {
      features: [],
      target: { kind: 'classes', weights: [1, 1, 1] },
    }
    expect(metricsFromSums(plan, scaling, vector)).toMatchObject({
      auc: 1,
      accuracy: 2 / 3,
      f1: (2 / 3 + 1 + 0) / 3,
      confusion: [
        [1, 0, 0],
        [0, 1, 0],
        [1, 0, 0],
      ],
    })
  })
})
