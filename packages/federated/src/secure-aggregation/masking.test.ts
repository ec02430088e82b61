import { seededRandom, unwrap } from '@lianshu/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskAll } from '../testing/masking.ts'
import { decodeFixedPoint, encodeFixedPoint } from './fixed-point.ts'
import { addVector, vectorBytes, vectorFromBytes } from './ring-vector.ts'

const sumOf = (vectors: readonly BigUint64Array<ArrayBuffer>[]) => {
  const sum = new BigUint64Array(vectors[0]!.length)
  for (const vector of vectors) addVector(sum, vector)
  return sum
}

describe('masked sums', () => {
  it('equal plain sums exactly, for any cohort and any words', async () => {
    const cohorts = fc
      .tuple(fc.integer({ min: 3, max: 7 }), fc.integer({ min: 1, max: 40 }))
      .chain(([members, length]) =>
        fc.array(fc.bigUint64Array({ minLength: length, maxLength: length }), {
          minLength: members,
          maxLength: members,
        }),
      )
    await fc.assert(
      fc.asyncProperty(cohorts, async (raw) => {
        const vectors = raw.map((vector) => new BigUint64Array(vector))
        const masked = await maskAll(vectors)
        expect(sumOf(masked)).toEqual(sumOf(vectors))
        masked.forEach((vector, index) => {
          expect(vector).not.toEqual(vectors[index])
        })
      }),
      { numRuns: 40 },
    )
  })

  it('hold across several keystream chunks', async () => {
    const words = 70_001
    const random = seededRandom(5)
    const vectors = [1, 2, 3].map(() => new BigUint64Array(random.bytes(words * 8).buffer))
    expect(sumOf(await maskAll(vectors))).toEqual(sumOf(vectors))
  })

  it('travel as little-endian bytes', () => {
    const vector = BigUint64Array.of(1n, 2n ** 63n)
    const bytes = vectorBytes(vector)
    expect([...bytes]).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 128])
    expect(unwrap(vectorFromBytes(bytes, 2))).toEqual(vector)
    expect(vectorFromBytes(bytes, 3).ok).toBe(false)
  })
})

/**
 * Over 1,000 runs, each with fresh keys, one participant's masked bytes are counted. Chi-square with 255
 * degrees of freedom: 377.1 is its quantile at 1 − 10⁻⁶, so a sound mask fails once in a million runs.
 * The correlation with the true vector of n words has deviation 1/√n; the limit is 5 deviations.
 */
describe('what the coordinator stores', () => {
  const words = 64
  const runs = 1000

  it('looks uniform in every byte and does not correlate with the update', async () => {
    const counts = Array.from({ length: 8 }, () => new Float64Array(256))
    const pairs: [number, number][] = []
    for (let seed = 0; seed < runs; seed++) {
      const random = seededRandom(seed)
      const updates = [0, 1, 2].map(() =>
        Float64Array.from({ length: words }, () => random.unit() - 0.5),
      )
      const plain = updates.map((update) =>
        unwrap(encodeFixedPoint(update, { fractionBits: 24, bound: 1 })),
      )
      const [masked] = await maskAll(plain)
      vectorBytes(masked!).forEach((byte, index) => {
        counts[index % 8]![byte]!++
      })
      decodeFixedPoint(masked!, 24).forEach((value, index) => {
        pairs.push([value, updates[0]![index]!])
      })
    }
    for (const position of counts) {
      expect(chiSquare(position)).toBeLessThan(377.1)
    }
    expect(Math.abs(correlation(pairs))).toBeLessThan(5 / Math.sqrt(pairs.length))
  })

  it('is told from an unmasked update by the same statistics', () => {
    const random = seededRandom(1)
    const update = Float64Array.from({ length: words * 50 }, () => random.unit() - 0.5)
    const plain = unwrap(encodeFixedPoint(update, { fractionBits: 24, bound: 1 }))
    const counts = new Float64Array(256)
    vectorBytes(plain).forEach((byte, index) => {
      if (index % 8 === 3) counts[byte]!++
    })
    expect(chiSquare(counts)).toBeGreaterThan(377.1)
    const decoded = decodeFixedPoint(plain, 24)
    const pairs = [...decoded].map((value, index): [number, number] => [value, update[index]!])
    expect(correlation(pairs)).toBeGreaterThan(0.99)
  })
})

function chiSquare(counts: Float64Array): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
}

function correlation(pairs: readonly [number, number][]): number {
  const mean = (index: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[index], 0) / pairs.length
  const [left, right] = [mean(0), mean(1)]
  let [cross, leftSquares, rightSquares] = [0, 0, 0]
  for (const [x, y] of pairs) {
    cross += (x - left) * (y - right)
    leftSquares += (x - left) ** 2
    rightSquares += (y - right) ** 2
  }
  return cross / Math.sqrt(leftSquares * rightSquares)
}
