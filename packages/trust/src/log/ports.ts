import type { Did, DomainError, LogRecord, Result } from '@lianshu/kernel'
import type { Cosignature, LogEntry, LogHead, SignedHead } from '../verify/log-shapes.ts'

/** A complete subtree of 2^level leaves; level 0 holds the leaf hashes. */
export interface NodePosition {
  readonly level: number
  readonly index: number
}

export interface TreeNode extends NodePosition {
  /** Hexadecimal SHA-256. */
  readonly hash: string
}

export interface PendingRecord {
  /** The store's own id of the appended record. */
  readonly id: string
  readonly record: LogRecord
}

/** One step of the sequencer; the store writes it whole or not at all. */
export interface PlacedBatch {
  /** The size of the log that this batch continues; another size refuses the batch. */
  readonly fromSize: number
  /** Pending records in their new order: the first gets index `fromSize`. */
  readonly ids: readonly string[]
  /** Every subtree that became complete, leaves included. */
  readonly nodes: readonly TreeNode[]
  readonly head: SignedHead
}

/**
 * The transparency log of each participant; records arrive through the kernel's RecordLog. Constraints:
 * a placed record never changes; `place` is atomic and succeeds only on `fromSize`; lists are in order.
 */
export interface LogStore {
  /** Whose logs have records without a place. Costs what is pending, not how many logs there are. */
  pending(): Promise<readonly Did[]>
  /** The oldest records without a place. */
  unsequenced(participantId: Did, limit: number): Promise<readonly PendingRecord[]>
  place(
    participantId: Did,
    batch: PlacedBatch,
  ): Promise<Result<void, DomainError<'conflict.stale'>>>
  /** Records with an index in [from, to), in order. */
  entries(participantId: Did, from: number, to: number): Promise<readonly LogEntry[]>
  /** The hashes at the given positions, in the same order; throws when one is not stored. */
  nodes(participantId: Did, positions: readonly NodePosition[]): Promise<readonly string[]>
  /** Number of placed records. */
  size(participantId: Did): Promise<number>
  /** Signed heads by growing size, those larger than `afterSize` (default -1), at most `limit`. */
  heads(participantId: Did, limit: number, afterSize?: number): Promise<readonly SignedHead[]>
  latestHead(participantId: Did): Promise<SignedHead | undefined>
  /** Keeps a witness's cosignature of one of this log's heads; a second one for the same head is ignored. */
  addCosignature(participantId: Did, cosignature: Cosignature): Promise<void>
  cosignatures(participantId: Did): Promise<readonly Cosignature[]>
}

/** What a witness remembers of other nodes' logs. */
export interface WitnessStore {
  lastSeen(witness: Did, origin: Did): Promise<LogHead | undefined>
  /** Replaces `previous` by `next`, only when `previous` is still the stored one (undefined: none is). */
  remember(
    witness: Did,
    previous: LogHead | undefined,
    next: LogHead,
  ): Promise<Result<void, DomainError<'conflict.stale'>>>
}
