import { type Did, type DomainError, findAll, ok, type Result } from '@lianshu/kernel'
import { retryLostRaces } from '../process/lost-race.ts'
import { terminateTransfer } from '../transfer/terminate-transfer.ts'
import { transferMachine } from '../transfer/transfer-machine.ts'
import type { TransferDeps } from '../transfer/transfer-step.ts'
import type { StoredAgreement } from './agreement.ts'
import { changeAgreement, ended } from './change-agreement.ts'

/**
 * Ends an agreement early, from either side: from now on every use is refused, and its transfers are
 * terminated, which is how the other side hears of it. Repeating it ends what a crash left running.
 */
export async function endAgreement(
  deps: Pick<TransferDeps, 'transactor' | 'clock' | 'random' | 'gates'>,
  command: { participantId: Did; agreementId: string; code: string; reason: string },
): Promise<Result<StoredAgreement, DomainError>> {
  const { participantId, agreementId, code, reason } = command
  const result = await retryLostRaces(() =>
    deps.transactor.run(async (stores) => {
      const now = deps.clock.now().toISOString()
      const before = await stores.agreements.get(participantId, agreementId)
      if (before?.state === 'ENDED') return before
      const agreement = await changeAgreement(stores, command, now, (current) =>
        ended(current, { by: current.side, code, reasons: [reason] }),
      )
      const { id, policyHash } = agreement
      await stores.recordLog.append({
        ...{ participantId, type: 'agreement.ended', actor: participantId, subject: id, at: now },
        ...{ agreementId: id, policyHash },
      })
      return agreement
    }),
  )
  if (!result.ok) return result
  const transfers = await deps.transactor.run((stores) =>
    Array.fromAsync(findAll(stores.transfers, participantId, { agreementId })),
  )
  for (const { id, state } of transfers) {
    if (transferMachine.isTerminal(state)) continue
    const stopped = await terminateTransfer(deps, { participantId, id, code, reason })
    // One that reached its end meanwhile has nothing left to stop.
    if (!stopped.ok && stopped.error.code !== 'state.illegal') return stopped
  }
  return ok(result.value)
}
