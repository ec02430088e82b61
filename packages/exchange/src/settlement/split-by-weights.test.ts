import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitByWeights } from './split-by-weights.ts'

const parts = fc.uniqueArray(
  fc.record({
    id: fc.string({ minLength: 1 }),
    weight: fc.oneof(fc.constant(0), fc.maxSafeNat(), fc.nat(100)),
  }),
  { minLength: 1, maxLength: 20, selector: ({ id }) => id },
)
const total = fc.oneof(fc.nat(1000), fc.maxSafeNat())

describe('splitByWeights', () => {
  it('gives away exactly the total, in whole shares', () => {
    fc.assert(
      fc.property(total, parts, (total, parts) => {
        const shares = [...splitByWeights(total, parts).values()]
        expect(shares.every((share) => Number.isSafeInteger(share) && share >= 0)).toBe(true)
        expect(shares.reduce((sum, share) => sum + BigInt(share), 0n)).toBe(BigInt(total))
      }),
    )
  })

  it('stays within one fen of the exact share', () => {
    fc.assert(
      fc.property(total, parts, (total, parts) => {
        const sum = parts.reduce((all, { weight }) => all + BigInt(weight), 0n)
        fc.pre(sum > 0n)
        const shares = splitByWeights(total, parts)
        return parts.every(({ id, weight }) => {
          const off = BigInt(shares.get(id)!) * sum - BigInt(total) * BigInt(weight)
          return off < sum && off > -sum
        })
      }),
    )
  })

  it('does not depend on the order of the parts', () => {
    fc.assert(
      fc.property(total, parts, (total, parts) => {
        const forwards = [...splitByWeights(total, parts)].toSorted()
        const backwards = [...splitByWeights(total, parts.toReversed())].toSorted()
        expect(backwards).toEqual(forwards)
      }),
    )
  })

  it('breaks ties by id, and splits evenly when nobody weighs anything', () => {
    const equal = ['c', 'a', 'b'].map((id) => ({ id, weight: 1 }))
    expect(Object.fromEntries(splitByWeights(100, equal))).toEqual({ a: 34, b: 33, c: 33 })
    const idle = ['a', 'b'].map((id) => ({ id, weight: 0 }))
    expect(Object.fromEntries(splitByWeights(3, idle))).toEqual({ a: 2, b: 1 })
  })

  it.each([
    [-1, [{ id: 'a', weight: 1 }]],
    [1.5, [{ id: 'a', weight: 1 }]],
    [1, [{ id: 'a', weight: Number.NaN }]],
    [1, []],
    [1, [1, 2].map((weight) => ({ id: 'a', weight }))],
  ])('refuses %s over %j', (total, parts) => {
    expect(() => splitByWeights(total, parts)).toThrow(RangeError)
  })
})
