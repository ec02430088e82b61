import { largestPower } from '../verify/merkle-hash.ts'
import type { NodePosition } from './ports.ts'

/** Leaves with an index in [start, end); `start` is a multiple of the range's size rounded up to 2^n. */
export interface LeafRange {
  readonly start: number
  readonly end: number
}

/** The complete subtrees that make up a range, from left to right, ever smaller. */
export function nodesOfRange({ start, end }: LeafRange): readonly NodePosition[] {
  const positions: NodePosition[] = []
  for (let at = start; at < end; ) {
    const width = largestPower(end - at)
    positions.push({ level: Math.round(Math.log2(width)), index: at / width })
    at += width
  }
  return positions
}
