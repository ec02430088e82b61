/**
 * Bits of a status list, one per credential. Index 0 is the left-most bit: the most significant one of
 * the first byte (Bitstring Status List 1.0 section 3.1, StatusList2021 section 2.2).
 */
export type Bitstring = Uint8Array<ArrayBuffer>

/** The shortest list that hides one holder among enough others, in bits (section 6.1). */
export const fewestBits = 131_072

/** A list of `length` bits in which those at `indexes` are set. Throws RangeError on an index outside. */
export function bitstringOf(indexes: Iterable<number>, length: number = fewestBits): Bitstring {
  const bits = new Uint8Array(Math.ceil(length / 8))
  for (const index of indexes) {
    if (!isInside(index, length)) throw new RangeError(`no bit ${index} in a list of ${length}`)
    bits[index >>> 3]! |= 0x80 >>> (index & 7)
  }
  return bits
}

/** The bit at `index`; undefined outside the list. */
export function bitAt(bits: Bitstring, index: number): boolean | undefined {
  if (!isInside(index, bits.length * 8)) return undefined
  return (bits[index >>> 3]! & (0x80 >>> (index & 7))) !== 0
}

const isInside = (index: number, length: number): boolean =>
  Number.isSafeInteger(index) && index >= 0 && index < length
