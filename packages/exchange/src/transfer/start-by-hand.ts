import {
  type Did,
  type DomainError,
  DomainFailure,
  domainError,
  err,
  ok,
  type Result,
} from '@lianshu/kernel'
import { type OpeningDeps, openAndStart } from './open-and-start.ts'
import { startTransfer } from './start-transfer.ts'
import type { Transfer } from './transfer.ts'
import { byUs, started } from './transfer-step.ts'

/**
 * A person lets a transfer run: the provider one that was asked for, either side one that is paused, as far
 * as the pause is theirs to lift. `state.illegal` in any other state.
 */
export async function startByHand(
  deps: OpeningDeps,
  command: { participantId: Did; id: string },
): Promise<Result<Transfer, DomainError>> {
  const { participantId, id } = command
  const transfer = await deps.transactor.run(({ transfers }) => transfers.get(participantId, id))
  if (!transfer) return err(domainError('not-found', `there is no transfer ${id}`))
  if (transfer.side === 'consumer') return startTransfer(deps, command)
  // The gate must not open for a step that the table forbids.
  const legal = canStart(transfer)
  return legal.ok ? openAndStart(deps, transfer) : legal
}

function canStart(transfer: Transfer): Result<Transfer, DomainError> {
  try {
    return ok(started(transfer, byUs(transfer)))
  } catch (failure) {
    if (failure instanceof DomainFailure) return err(failure.error)
    throw failure
  }
}
