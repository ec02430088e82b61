import type { Did, DomainError, Result } from '@lianshu/kernel'
import { transferTerminationMessage } from '@lianshu/protocol/dsp'
import { endingFields } from '../process/ending.ts'
import { pidsOf } from '../process/process.ts'
import { sendMessage } from '../process/send-message.ts'
import { unchangedSince } from '../process/unchanged-since.ts'
import { closeGate } from './close-gate.ts'
import type { Transfer } from './transfer.ts'
import { byUs, fired, stepping, type TransferDeps } from './transfer-step.ts'

/**
 * Ends a transfer for good, in any state that is not final. With a `version` only while it is still that
 * one; else `state.illegal`.
 */
export async function terminateTransfer(
  deps: Pick<TransferDeps, 'transactor' | 'clock' | 'random' | 'gates'>,
  command: { participantId: Did; id: string; code: string; reason: string; version?: number },
): Promise<Result<Transfer, DomainError>> {
  const sent = await sendMessage(
    stepping(deps, async (transfer) => {
      unchangedSince(transfer, command.version)
      const by = byUs(transfer)
      const ending = { by, code: command.code, reasons: [command.reason] }
      const next = { ...fired(transfer, 'terminate', by), ending }
      const fields = { ...pidsOf(next), ...endingFields(ending) }
      return { next, path: 'termination', message: transferTerminationMessage.render(fields) }
    }),
    command,
  )
  return closeGate(deps, sent)
}
