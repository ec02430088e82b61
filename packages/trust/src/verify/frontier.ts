import { emptyRoot, type Hash, nodeHash } from './merkle-hash.ts'

/**
 * The right edge of a tree: the roots of its complete subtrees from left to right, one per bit of
 * `size`. It is all that appending needs, so a log of any length grows in logarithmic memory.
 */
export interface Frontier {
  readonly size: number
  readonly peaks: readonly Hash[]
}

/** A subtree of 2^level leaves that has become complete. */
export interface CompletedNode {
  readonly level: number
  readonly index: number
  readonly hash: Hash
}

export const emptyFrontier: Frontier = { size: 0, peaks: [] }

/** Appends one leaf; `completed` lists the leaf and every subtree that it closes, from small to large. */
export async function appendLeaf(
  frontier: Frontier,
  leaf: Hash,
): Promise<{ frontier: Frontier; completed: readonly CompletedNode[] }> {
  const peaks = [...frontier.peaks]
  let node: CompletedNode = { level: 0, index: frontier.size, hash: leaf }
  const completed = [node]
  while (node.index % 2 === 1) {
    const hash = await nodeHash(peaks.pop()!, node.hash)
    node = { level: node.level + 1, index: (node.index - 1) / 2, hash }
    completed.push(node)
  }
  return { frontier: { size: frontier.size + 1, peaks: [...peaks, node.hash] }, completed }
}

/** The root of the tree with that right edge. */
export async function frontierRoot(frontier: Frontier): Promise<Hash> {
  return foldPeaks(frontier.peaks)
}

/** Joins the roots of adjacent complete subtrees, ever smaller to the right, into one root. */
export async function foldPeaks(peaks: readonly Hash[]): Promise<Hash> {
  if (peaks.length === 0) return emptyRoot()
  let root = peaks.at(-1)!
  for (const peak of peaks.slice(0, -1).reverse()) root = await nodeHash(peak, root)
  return root
}
