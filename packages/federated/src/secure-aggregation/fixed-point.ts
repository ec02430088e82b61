import { type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'

export interface FixedPoint {
  /** A number x travels as the integer nearest to x · 2^fractionBits, in two's complement of 64 bits. */
  readonly fractionBits: number
  /** The largest magnitude that an entry may have. */
  readonly bound: number
}

const twoTo32 = 2 ** 32

/**
 * Encodes real numbers for the masked sum. An integer is off by at most half, so a sum of K vectors is off
 * by at most K · 2^−(fractionBits+1) in each entry (beside the 53 bits of a double). `data.unfit` for NaN,
 * an infinite number or one beyond the bound: entries within it cannot wrap around (headroomBits ≥ 0).
 */
export function encodeFixedPoint(
  values: Float64Array,
  { fractionBits, bound }: FixedPoint,
): Result<BigUint64Array<ArrayBuffer>, DomainError<'data.unfit'>> {
  const scale = 2 ** fractionBits
  const encoded = new BigUint64Array(values.length)
  const halves = new Uint32Array(encoded.buffer)
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!
    // Written so that NaN fails as well.
    if (!(Math.abs(value) <= bound)) {
      const what = Number.isFinite(value) ? `above ${bound}` : 'NaN or infinite'
      return err(domainError('data.unfit', `a number to be masked is ${what}`, { at: `${index}` }))
    }
    const integer = Math.round(value * scale)
    const high = Math.floor(integer / twoTo32)
    halves[index * 2] = integer - high * twoTo32
    halves[index * 2 + 1] = high
  }
  return ok(encoded)
}

/** Reads a sum of encoded vectors back as real numbers; exact up to the 53 bits of a double. */
export function decodeFixedPoint(
  sum: BigUint64Array<ArrayBuffer>,
  fractionBits: number,
): Float64Array<ArrayBuffer> {
  const scale = 2 ** -fractionBits
  const decoded = new Float64Array(sum.length)
  const low = new Uint32Array(sum.buffer, sum.byteOffset, sum.length * 2)
  const high = new Int32Array(sum.buffer, sum.byteOffset, sum.length * 2)
  for (let index = 0; index < decoded.length; index++) {
    decoded[index] = (high[index * 2 + 1]! * twoTo32 + low[index * 2]!) * scale
  }
  return decoded
}
