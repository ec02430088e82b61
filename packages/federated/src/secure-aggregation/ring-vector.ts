import { type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'

// A masked vector is 64-bit words, little-endian on the wire. Typed arrays have the machine's order, so
// on the little-endian machines that Node runs on the same memory serves as words, halves and bytes.
if (new Uint8Array(Uint16Array.of(1).buffer)[0] !== 1) {
  throw new Error('secure aggregation needs a little-endian machine')
}

/** The vector's little-endian bytes: a view of the same memory. */
export const vectorBytes = (vector: BigUint64Array<ArrayBuffer>): Uint8Array<ArrayBuffer> =>
  new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength)

/** Reads little-endian bytes as a vector of `length` words; `input.invalid` when the size differs. */
export function vectorFromBytes(
  bytes: Uint8Array,
  length: number,
): Result<BigUint64Array<ArrayBuffer>, DomainError<'input.invalid'>> {
  if (bytes.byteLength !== length * 8) {
    return err(
      domainError(
        'input.invalid',
        `a masked vector of ${length * 8} bytes was due, not ${bytes.byteLength}`,
      ),
    )
  }
  return ok(new BigUint64Array(bytes.slice().buffer))
}

// By halves of 32 bits: measured over a million words, 10 ms from the first call on, where a loop over
// BigInt takes 70 ms until the last compiler has seen enough of it; a client masks too seldom for that.
const halvesOf = (vector: BigUint64Array) =>
  new Uint32Array(vector.buffer, vector.byteOffset, vector.length * 2)

/** Adds `vector` to `sum` in place, modulo 2^64. Both have the same length. */
export function addVector(sum: BigUint64Array, vector: BigUint64Array): void {
  const target = halvesOf(sum)
  const added = halvesOf(vector)
  for (let low = 0; low < target.length; low += 2) {
    const bottom = (target[low]! + added[low]!) >>> 0
    const carry = bottom < added[low]! ? 1 : 0
    target[low] = bottom
    target[low + 1] = (target[low + 1]! + added[low + 1]! + carry) >>> 0
  }
}

/** Subtracts `vector` from `sum` in place, modulo 2^64. Both have the same length. */
export function subtractVector(sum: BigUint64Array, vector: BigUint64Array): void {
  const target = halvesOf(sum)
  const taken = halvesOf(vector)
  for (let low = 0; low < target.length; low += 2) {
    const borrow = target[low]! < taken[low]! ? 1 : 0
    target[low] = (target[low]! - taken[low]!) >>> 0
    target[low + 1] = (target[low + 1]! - taken[low + 1]! - borrow) >>> 0
  }
}
