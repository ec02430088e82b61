import type { Did, DomainError, Result } from '@lianshu/kernel'
import { transferSuspensionMessage } from '@lianshu/protocol/dsp'
import { endingFields } from '../process/ending.ts'
import { pidsOf } from '../process/process.ts'
import { sendMessage } from '../process/send-message.ts'
import { closeGate } from './close-gate.ts'
import type { Transfer } from './transfer.ts'
import { byUs, fired, stepping, type TransferDeps } from './transfer-step.ts'

/** Pauses a running transfer; at the provider, nothing more gets through from here on. */
export async function suspendTransfer(
  deps: Pick<TransferDeps, 'transactor' | 'clock' | 'random' | 'gates'>,
  command: { participantId: Did; id: string; code: string; reason: string },
): Promise<Result<Transfer, DomainError>> {
  const sent = await sendMessage(
    stepping(deps, async (transfer) => {
      const by = byUs(transfer)
      const paused = fired(transfer, 'suspend', by)
      const untoldPauses = (transfer.untoldPauses ?? 0) + 1
      const next = by === 'consumer' ? { ...paused, untoldPauses } : paused
      const reasons = endingFields({ code: command.code, reasons: [command.reason] })
      const message = transferSuspensionMessage.render({ ...pidsOf(next), ...reasons })
      return { next, path: 'suspension', message }
    }),
    command,
  )
  return closeGate(deps, sent)
}
