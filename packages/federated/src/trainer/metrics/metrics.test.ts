import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { averagePrecision, rocAuc } from './ranking.ts'
import { errorSums, mae, rmse, rSquared } from './regression.ts'

const scored = fc.array(fc.record({ score: fc.integer({ min: 0, max: 6 }), label: fc.nat(1) }), {
  minLength: 1,
  maxLength: 40,
})

describe('rocAuc', () => {
  it('gives known answers', () => {
    expect(rocAuc([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1])).toBe(0.75)
    expect(rocAuc([1, 1, 1], [0, 1, 0])).toBe(0.5)
    expect(rocAuc([1, 2], [1, 1])).toBeNaN()
  })

  it('is the chance that a positive outranks a negative, ties counting half', () => {
    fc.assert(
      fc.property(scored, (rows) => {
        const positives = rows.filter(({ label }) => label === 1)
        const negatives = rows.filter(({ label }) => label === 0)
        fc.pre(positives.length > 0 && negatives.length > 0)
        let wins = 0
        for (const positive of positives) {
          for (const negative of negatives) {
            wins += (Math.sign(positive.score - negative.score) + 1) / 2
          }
        }
        const scores = rows.map(({ score }) => score)
        const labels = rows.map(({ label }) => label)
        expect(rocAuc(scores, labels)).toBeCloseTo(wins / (positives.length * negatives.length), 12)
      }),
    )
  })
})

describe('averagePrecision', () => {
  it('gives known answers', () => {
    expect(averagePrecision([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1])).toBeCloseTo(5 / 6, 12)
    expect(averagePrecision([1, 1, 1, 1], [1, 0, 0, 0])).toBe(0.25)
    expect(averagePrecision([1], [0])).toBeNaN()
  })
})

describe('regression metrics', () => {
  it('follow from sums that add over parts', () => {
    const whole = errorSums([3, -0.5, 2, 7], [2.5, 0, 2, 8])
    expect(rmse(whole)).toBeCloseTo(Math.sqrt(0.375), 12)
    expect(mae(whole)).toBeCloseTo(0.5, 12)
    expect(rSquared(whole)).toBeCloseTo(0.948_608_137, 8)
    const [left, right] = [errorSums([3, -0.5], [2.5, 0]), errorSums([2, 7], [2, 8])]
    expect(left.squaredError + right.squaredError).toBeCloseTo(whole.squaredError, 12)
    expect(rSquared(errorSums([1, 1], [1, 2]))).toBeNaN()
  })
})
