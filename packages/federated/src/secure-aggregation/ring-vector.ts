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

/** Adds `vector` to `sum` in place, modulo 2^64. Both have the same length. */
export function addVector(sum: BigUint64Array, vector: BigUint64Array): void {
  for (let index = 0; index < sum.length; index++) sum[index]! += vector[index]!
}
