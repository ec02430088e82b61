import { type Did, type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import { liveAgreement } from '../agreement/agreement-lookup.ts'
import type { ExchangeStores } from '../ports.ts'
import type { FollowUp } from '../wire.ts'
import { closeGate } from './close-gate.ts'
import { startTransfer } from './start-transfer.ts'
import { terminateTransfer } from './terminate-transfer.ts'
import type { Transfer } from './transfer.ts'
import type { TransferDeps } from './transfer-step.ts'

/**
 * Brings the provider's gate in line with a transfer's state: opens and starts a requested one, opens
 * a running one again (resumed, or after a restart), closes one that is paused or over. A transfer that
 * its gate or an ended agreement refuses is terminated with the reason. To be called once the answer to
 * the message has left; harmless to repeat.
 */
export async function advanceTransfer(
  deps: Pick<TransferDeps, 'transactor' | 'clock' | 'random' | 'gates'>,
  command: { participantId: Did; id: string },
): Promise<Result<Transfer, DomainError>> {
  const { participantId, id } = command
  const found = await deps.transactor.run(async (stores) => {
    const transfer = await stores.transfers.get(participantId, id)
    if (!transfer) return undefined
    return { transfer, agreement: await liveAgreement(stores, participantId, transfer.agreementId) }
  })
  if (!found) return err(domainError('not-found', `there is no transfer ${id}`))
  const { transfer, agreement } = found
  if (transfer.side === 'consumer') return ok(transfer)
  const { state } = transfer
  if (state !== 'REQUESTED' && state !== 'STARTED') return closeGate(deps, ok(transfer))

  const gate = deps.gates[transfer.format]
  const opened =
    agreement.ok && gate ? await gate.open(transfer, agreement.value) : noGate(agreement)
  if (!opened.ok) {
    const { code, message } = opened.error
    return terminateTransfer(deps, { ...command, code, reason: message })
  }
  if (state === 'STARTED') return ok(transfer)
  return startTransfer(deps, { ...command, dataAddress: opened.value })
}

const noGate = (agreement: Result<unknown, DomainError>): Result<undefined, DomainError> =>
  agreement.ok
    ? err(domainError('input.unsupported', 'the transfer format is no longer served here'))
    : agreement

/** Provider's transfers of a participant whose gates must be opened, e.g. after a restart. */
export async function transfersToAdvance(
  { transfers }: Pick<ExchangeStores, 'transfers'>,
  participantId: Did,
): Promise<readonly FollowUp[]> {
  const waiting: FollowUp[] = []
  for (const state of ['REQUESTED', 'STARTED'] as const) {
    const found = await transfers.find(participantId, { side: 'provider', state })
    for (const { id } of found) waiting.push({ kind: 'transfer', participantId, id })
  }
  return waiting
}
