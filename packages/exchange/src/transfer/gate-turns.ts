import type { TransferGates } from './transfer-gate.ts'

const turns = new WeakMap<TransferGates, Map<string, Promise<unknown>>>()

/**
 * Opens and shuts the gate of one transfer one after the other, however its steps come together: what opens
 * looks at the state within its turn, so that nothing opens behind a stop.
 */
export async function inGateTurn<T>(
  gates: TransferGates,
  transferId: string,
  work: () => Promise<T>,
): Promise<T> {
  const waiting = turns.get(gates) ?? new Map<string, Promise<unknown>>()
  turns.set(gates, waiting)
  const before = waiting.get(transferId) ?? Promise.resolve()
  const mine = before.then(work, work)
  waiting.set(transferId, mine)
  try {
    return await mine
  } finally {
    if (waiting.get(transferId) === mine) waiting.delete(transferId)
  }
}
