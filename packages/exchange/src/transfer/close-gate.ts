import type { DomainError, Result } from '@lianshu/kernel'
import { inGateTurn } from './gate-turns.ts'
import type { Transfer } from './transfer.ts'
import type { TransferDeps } from './transfer-step.ts'

/**
 * Shuts the provider's gate after a step that stopped the transfer, once that step is stored, and remembers
 * that it is shut: what a crash leaves between the two is done again at the next start.
 */
export async function closeGate(
  { gates, transactor }: Pick<TransferDeps, 'gates' | 'transactor'>,
  stopped: Result<Transfer, DomainError>,
): Promise<Result<Transfer, DomainError>> {
  if (!stopped.ok || stopped.value.gate === undefined) return stopped
  const transfer = stopped.value
  const { participantId, id, format } = transfer
  return inGateTurn(gates, id, async () => {
    const now = await transactor.run(({ transfers }) => transfers.get(participantId, id))
    // Resumed meanwhile: whoever took that step opens, and may have done so already.
    if (now?.state === 'REQUESTED' || now?.state === 'STARTED') return stopped
    await gates[format]?.close(transfer)
    // Within the turn: what opens next must not find it called open.
    const shut = await transactor.run(({ transfers }) =>
      transfers.update({ ...transfer, gate: undefined }),
    )
    // Whoever changed it meanwhile brings the gate in line with that.
    return shut.ok ? shut : stopped
  })
}
