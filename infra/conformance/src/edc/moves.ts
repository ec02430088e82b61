import { type BothSides, bothTransfers, type TransferIds } from './both-sides.ts'
import { type Check, given } from './checks.ts'
import type { InteropTest } from './interop-tests.ts'

/** A step of one side, and where both sides must then stand. */
export type Move = readonly [
  id: InteropTest,
  take: (transfer: TransferIds) => Promise<void>,
  state: 'STARTED' | 'SUSPENDED' | 'TERMINATED',
]

/** Takes a transfer through its moves, each a check of its own. */
export const movesOf =
  (check: Check, both: BothSides) =>
  async (transfer: TransferIds | undefined, moves: readonly Move[]): Promise<void> => {
    for (const [id, take, state] of moves) {
      await check(id, async () => {
        const ids = given(transfer, 'transfer')
        await take(ids)
        await bothTransfers(both, ids, state)
      })
    }
  }
