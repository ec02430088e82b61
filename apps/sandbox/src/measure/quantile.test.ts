import fc from 'fast-check'
import { expect, it } from 'vitest'
import { mean, median, quantile } from './quantile.ts'

it('interpolates as type 7 does', () => {
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5)
  expect(quantile([10, 20, 30, 40, 50], 0.95)).toBeCloseTo(48, 10)
  expect(median([3, 1, 2])).toBe(2)
  expect(mean([1, 2, 6])).toBe(3)
})

it('starts at the smallest, ends at the largest, never falls', () => {
  const samples = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1 })
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(samples, share, share, (values, one, other) => {
      // Compared as numbers: among equal values, -0 and +0 may change places.
      expect(quantile(values, 0) === Math.min(...values)).toBe(true)
      expect(quantile(values, 1) === Math.max(...values)).toBe(true)
      const [low, high] = one < other ? [one, other] : [other, one]
      expect(quantile(values, low)).toBeLessThanOrEqual(quantile(values, high) + 1e-6)
    }),
  )
})
