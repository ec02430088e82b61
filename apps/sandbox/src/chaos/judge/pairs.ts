import type { Negotiation, Side, Transfer } from '@lianshu/exchange'
import type { ProcessKind } from '../plan/edges.ts'
import type { SideSnapshot, Snapshot } from './snapshot.ts'

export type AnyProcess = Negotiation | Transfer

/** One side's copy of a process and those of the other side that say they are of the same. */
export interface Pair {
  readonly kind: ProcessKind
  readonly side: Side
  readonly copy: AnyProcess
  readonly others: readonly AnyProcess[]
}

const copiesOf = (side: SideSnapshot, kind: ProcessKind): readonly AnyProcess[] =>
  kind === 'negotiation' ? side.negotiations : side.transfers

/** Every copy of either side with its counterparts. */
export function pairsOf(snapshot: Snapshot): readonly Pair[] {
  return (['negotiation', 'transfer'] as const).flatMap((kind) =>
    (['consumer', 'provider'] as const).flatMap((side) => {
      const theirs = copiesOf(snapshot[side === 'consumer' ? 'provider' : 'consumer'], kind)
      return copiesOf(snapshot[side], kind).map((copy) => ({
        ...{ kind, side, copy },
        others: theirs.filter(
          (other) => other.counterpartyPid === copy.id || other.id === copy.counterpartyPid,
        ),
      }))
    }),
  )
}
