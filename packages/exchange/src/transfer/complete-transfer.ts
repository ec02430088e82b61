import type { Did, DomainError, Result } from '@lianshu/kernel'
import { transferCompletionMessage } from '@lianshu/protocol/dsp'
import { pidsOf } from '../process/process.ts'
import { sendMessage } from '../process/send-message.ts'
import { closeGate } from './close-gate.ts'
import type { Transfer } from './transfer.ts'
import { byUs, fired, stepping, type TransferDeps } from './transfer-step.ts'

/** Ends a running transfer that has done what it was for. */
export async function completeTransfer(
  deps: Pick<TransferDeps, 'transactor' | 'clock' | 'random' | 'gates'>,
  command: { participantId: Did; id: string },
): Promise<Result<Transfer, DomainError>> {
  const sent = await sendMessage(
    stepping(deps, async (transfer) => {
      const next = fired(transfer, 'complete', byUs(transfer))
      return { next, path: 'completion', message: transferCompletionMessage.render(pidsOf(next)) }
    }),
    command,
  )
  return closeGate(deps, sent)
}
