import { concatBytes, sha256 } from '@lianshu/kernel'

/** A SHA-256 hash, 32 bytes. */
export type Hash = Uint8Array<ArrayBuffer>

const leafPrefix = Uint8Array.of(0)
const nodePrefix = Uint8Array.of(1)

/** Hash of a leaf, SHA-256(0x00 || data): RFC 9162 section 2.1.1. The prefix keeps leaves and nodes apart. */
export const leafHash = (data: Uint8Array): Promise<Hash> => sha256(concatBytes(leafPrefix, data))

/** Hash of an interior node, SHA-256(0x01 || left || right): RFC 9162 section 2.1.1. */
export const nodeHash = (left: Uint8Array, right: Uint8Array): Promise<Hash> =>
  sha256(concatBytes(nodePrefix, left, right))

/** Root of the tree without leaves: SHA-256 of nothing. */
export const emptyRoot = (): Promise<Hash> => sha256(new Uint8Array(0))

/** True when both are the same bytes. Hashes are public, so time may vary. */
export const sameBytes = (left: Uint8Array, right: Uint8Array): boolean =>
  left.length === right.length && left.every((byte, index) => byte === right[index])

/** The largest power of two that is smaller than `size` (size at least 2): where RFC 9162 splits a tree. */
export function splitPoint(size: number): number {
  let split = 1
  while (split * 2 < size) split *= 2
  return split
}

/** The largest power of two that is not larger than `size` (size at least 1). */
export function largestPower(size: number): number {
  let power = 1
  while (power * 2 <= size) power *= 2
  return power
}
