import {
  type Did,
  type DomainError,
  domainError,
  err,
  fromHex,
  ok,
  type Result,
  toHex,
} from '@lianshu/kernel'
import { foldPeaks } from '../verify/frontier.ts'
import { splitPoint } from '../verify/merkle-hash.ts'
import type { LogStore } from './ports.ts'
import { type LeafRange, nodesOfRange } from './tree-nodes.ts'

export interface ProveDeps {
  readonly log: Pick<LogStore, 'nodes' | 'size'>
}

/** Hexadecimal hashes, in the order of RFC 9162. */
export type Proof = readonly string[]

/** Proves that the record at `index` is in the tree of `size` records (RFC 9162 section 2.1.3.1). */
export async function proveInclusion(
  deps: ProveDeps,
  { participantId, index, size }: { participantId: Did; index: number; size: number },
): Promise<Result<Proof, DomainError<'input.invalid'>>> {
  if (!isIndex(index) || index >= size) return refuse(`index ${index} is not below size ${size}`)
  return prove(deps, participantId, { start: index, end: index + 1 }, size)
}

/** Proves that the tree of `newSize` continues the one of `oldSize` (RFC 9162 section 2.1.4.1). */
export async function proveConsistency(
  deps: ProveDeps,
  { participantId, oldSize, newSize }: { participantId: Did; oldSize: number; newSize: number },
): Promise<Result<Proof, DomainError<'input.invalid'>>> {
  if (!isIndex(oldSize) || oldSize === 0) return refuse('nothing is proved from the empty log')
  if (oldSize > newSize) return refuse(`size ${oldSize} is larger than ${newSize}`)
  return prove(deps, participantId, { start: 0, end: oldSize }, newSize)
}

/** The ranges whose roots make up the proof that `part` belongs to the tree of `size` leaves. */
export function proofRanges(part: LeafRange, size: number): readonly LeafRange[] {
  const within = (start: number, end: number, known: boolean): LeafRange[] => {
    if (part.start <= start && end <= part.end) return known ? [] : [{ start, end }]
    const split = start + splitPoint(end - start)
    const left = { start, end: split }
    const right = { start: split, end }
    if (part.end <= split) return [...within(start, split, known), right]
    if (part.start >= split) return [...within(split, end, known), left]
    return [...within(split, end, false), left]
  }
  return within(0, size, true)
}

async function prove(deps: ProveDeps, participantId: Did, part: LeafRange, size: number) {
  if (!isIndex(size) || size > (await deps.log.size(participantId))) {
    return refuse(`the log has no size ${size} yet`)
  }
  const ranges = proofRanges(part, size).map(nodesOfRange)
  const hashes = (await deps.log.nodes(participantId, ranges.flat())).map(fromHex)
  const proof: string[] = []
  for (const range of ranges) {
    proof.push(toHex(await foldPeaks(hashes.splice(0, range.length))))
  }
  return ok(proof)
}

const isIndex = (value: number) => Number.isSafeInteger(value) && value >= 0
const refuse = (message: string) => err(domainError('input.invalid', message))
