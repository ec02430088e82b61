import type { DomainError, Result } from '@lianshu/kernel'
import type { Transfer } from './transfer.ts'
import type { TransferDeps } from './transfer-step.ts'

/** Shuts the provider's gate after a step that stopped the transfer, once that step is stored. */
export async function closeGate(
  { gates }: Pick<TransferDeps, 'gates'>,
  stopped: Result<Transfer, DomainError>,
): Promise<Result<Transfer, DomainError>> {
  if (stopped.ok && stopped.value.side === 'provider') {
    await gates[stopped.value.format]?.close(stopped.value)
  }
  return stopped
}
