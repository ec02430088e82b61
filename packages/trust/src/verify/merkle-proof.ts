import { emptyRoot, nodeHash, sameBytes, splitPoint } from './merkle-hash.ts'

export interface InclusionProof {
  /** Index of the leaf, from 0. */
  readonly index: number
  /** Number of leaves in the tree. */
  readonly size: number
  readonly leafHash: Uint8Array
  readonly proof: readonly Uint8Array[]
  readonly root: Uint8Array
}

export interface ConsistencyProof {
  readonly oldSize: number
  readonly newSize: number
  readonly oldRoot: Uint8Array
  readonly newRoot: Uint8Array
  readonly proof: readonly Uint8Array[]
}

export interface SubtreeProof {
  /** The subtree covers leaves with an index in [start, end). */
  readonly start: number
  readonly end: number
  readonly size: number
  readonly subtreeRoot: Uint8Array
  readonly root: Uint8Array
  readonly proof: readonly Uint8Array[]
}

/** Says whether the leaf stands at that index of the tree with that root (RFC 9162 section 2.1.3.2). */
export async function verifyInclusion(claim: InclusionProof): Promise<boolean> {
  const { index, size, root, proof } = claim
  if (!isCount(index) || !isCount(size) || index >= size || !isHash(claim.leafHash)) return false
  return provesPart({ start: index, end: index + 1, size, part: claim.leafHash, root, proof })
}

/**
 * Says whether the new tree continues the old one: nothing removed, nothing changed (RFC 9162 section
 * 2.1.4.2). The empty tree proves nothing about what follows it, so `oldSize` 0 is refused.
 */
export async function verifyConsistency(claim: ConsistencyProof): Promise<boolean> {
  const { oldSize, newSize, oldRoot, newRoot, proof } = claim
  if (!isCount(oldSize) || !isCount(newSize) || oldSize === 0 || oldSize > newSize) return false
  return provesPart({ start: 0, end: oldSize, size: newSize, part: oldRoot, root: newRoot, proof })
}

/** Says whether a leaf is in a subtree: an inclusion proof relative to the subtree's own leaves. */
export async function verifySubtreeInclusion(
  claim: Omit<InclusionProof, 'size'> & { readonly start: number; readonly end: number },
): Promise<boolean> {
  const { index, start, end, ...rest } = claim
  if (!isSubtree(start, end) || !isCount(index) || index < start || index >= end) return false
  return verifyInclusion({ ...rest, index: index - start, size: end - start })
}

/**
 * Says whether the subtree [start, end) is part of the tree (Merkle Tree Certificates,
 * draft-ietf-plants-merkle-tree-certs, section 4). The subtree without leaves is part of every tree.
 */
export async function verifySubtreeConsistency(claim: SubtreeProof): Promise<boolean> {
  const { start, end, size, subtreeRoot, root, proof } = claim
  if (!isSubtree(start, end) || !isCount(size) || end > size) return false
  if (start === end) return proof.length === 0 && sameBytes(subtreeRoot, await emptyRoot())
  return provesPart({ start, end, size, part: subtreeRoot, root, proof })
}

interface PartClaim {
  readonly start: number
  readonly end: number
  readonly size: number
  readonly part: Uint8Array
  readonly root: Uint8Array
  readonly proof: readonly Uint8Array[]
}

/**
 * The one check behind all four: rebuilds from the proof both the hash of [start, end) and the root.
 * A leaf is the part [i, i + 1), an older tree is the part [0, oldSize).
 */
async function provesPart(claim: PartClaim): Promise<boolean> {
  const { start, end, size, part, root, proof } = claim
  if (start === 0 && end === size) return proof.length === 0 && sameBytes(part, root)
  if (!isHash(part) || !isHash(root) || !proof.every(isHash)) return false
  const rest = proof.values()
  const rebuilt = await rebuild(start, end, size, part, rest)
  if (rebuilt === undefined || rest.next().done !== true) return false
  return sameBytes(rebuilt.part, part) && sameBytes(rebuilt.whole, root)
}

/** `known`: the hash that the verifier already holds for this very part, absent once the part was cut. */
async function rebuild(
  start: number,
  end: number,
  size: number,
  known: Uint8Array | undefined,
  proof: ArrayIterator<Uint8Array>,
): Promise<{ part: Uint8Array; whole: Uint8Array } | undefined> {
  if (start === 0 && end === size) {
    const hash = known ?? proof.next().value
    return hash && { part: hash, whole: hash }
  }
  const split = splitPoint(size)
  if (end <= split) {
    const left = await rebuild(start, end, split, known, proof)
    const right = proof.next().value
    return left && right && { part: left.part, whole: await nodeHash(left.whole, right) }
  }
  if (start >= split) {
    const right = await rebuild(start - split, end - split, size - split, known, proof)
    const left = proof.next().value
    return right && left && { part: right.part, whole: await nodeHash(left, right.whole) }
  }
  const right = await rebuild(0, end - split, size - split, undefined, proof)
  const left = proof.next().value
  if (right === undefined || left === undefined) return undefined
  return { part: await nodeHash(left, right.part), whole: await nodeHash(left, right.whole) }
}

const isHash = (bytes: Uint8Array) => bytes.length === 32

const isCount = (value: number) => Number.isSafeInteger(value) && value >= 0

/** A subtree starts at a multiple of its own size rounded up to a power of two. */
function isSubtree(start: number, end: number): boolean {
  if (!isCount(start) || !isCount(end) || start > end) return false
  if (start === end) return true
  let width = 1
  while (width < end - start) width *= 2
  return start % width === 0
}
