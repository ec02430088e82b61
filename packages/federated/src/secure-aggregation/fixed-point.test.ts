import { unwrap } from '@lianshu/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeFixedPoint, encodeFixedPoint } from './fixed-point.ts'
import { addVector } from './ring-vector.ts'

const encode = (values: number[], fractionBits: number, bound: number) =>
  encodeFixedPoint(Float64Array.from(values), { fractionBits, bound })

describe('fixed point', () => {
  it('sums within half a unit per participant, for any cohort whose bound leaves headroom', () => {
    const cases = fc
      .record({
        fractionBits: fc.integer({ min: 8, max: 32 }),
        members: fc.integer({ min: 3, max: 50 }),
      })
      .chain(({ fractionBits, members }) => {
        // The largest bound with members × bound × 2^fractionBits < 2^62.
        const bound = 2 ** Math.floor(61.9 - fractionBits - Math.log2(members))
        const value = fc.oneof(
          fc.double({ min: -bound, max: bound, noNaN: true }),
          fc.constantFrom(bound, -bound, 0),
        )
        return fc.record({
          fractionBits: fc.constant(fractionBits),
          bound: fc.constant(bound),
          values: fc.array(value, { minLength: members, maxLength: members }),
        })
      })
    fc.assert(
      fc.property(cases, ({ fractionBits, bound, values }) => {
        const sum = new BigUint64Array(1)
        for (const value of values) addVector(sum, unwrap(encode([value], fractionBits, bound)))
        const [decoded] = decodeFixedPoint(sum, fractionBits)
        const plain = values.reduce((total, value) => total + value, 0)
        const rounding = values.length * 2 ** -(fractionBits + 1)
        // Beside the quantisation, the plain sum and the decoded one each have 53 bits.
        const doubles = values.length * bound * 2 ** -51
        expect(Math.abs(decoded! - plain)).toBeLessThanOrEqual(rounding + doubles)
      }),
    )
  })

  it('carries whole numbers exactly, negative ones too', () => {
    const values = [0, 1, -1, 123_456_789, -987_654_321, 2 ** 28, -(2 ** 28)]
    const encoded = unwrap(encode(values, 24, 2 ** 30))
    expect([...decodeFixedPoint(encoded, 24)]).toEqual(values)
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 5.000001, -6])(
    'refuses %s',
    (value) => {
      expect(encode([0, value], 20, 5)).toMatchObject({
        ok: false,
        error: { code: 'data.unfit', at: '1' },
      })
    },
  )
})
