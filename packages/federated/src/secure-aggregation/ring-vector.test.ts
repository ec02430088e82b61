import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addVector, subtractVector } from './ring-vector.ts'

const word = fc.oneof(
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  fc.constantFrom(0n, 1n, 2n ** 32n - 1n, 2n ** 32n, 2n ** 63n, 2n ** 64n - 1n),
)
const pairs = fc.array(fc.tuple(word, word), { maxLength: 20 })
const modulo = (value: bigint) => BigInt.asUintN(64, value)

it('adds and subtracts modulo 2^64 as whole numbers do, also at an offset', () => {
  fc.assert(
    fc.property(pairs, (words) => {
      const [left, right] = [words.map(([a]) => a), words.map(([, b]) => b)]
      // One word in front: a chunk of a longer vector must not touch its neighbour.
      const whole = BigUint64Array.of(7n, ...left)
      addVector(whole.subarray(1), BigUint64Array.from(right))
      expect([...whole]).toEqual([7n, ...left.map((a, at) => modulo(a + right[at]!))])
      const other = BigUint64Array.from(left)
      subtractVector(other, BigUint64Array.from(right))
      expect([...other]).toEqual(left.map((a, at) => modulo(a - right[at]!)))
    }),
  )
})
