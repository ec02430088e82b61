import type { Did, DomainError, Result } from '@lianshu/kernel'
import { type DataAddress, transferStartMessage } from '@lianshu/protocol/dsp'
import { liveAgreement } from '../agreement/agreement-lookup.ts'
import { orFail } from '../process/lost-race.ts'
import { pidsOf } from '../process/process.ts'
import { sendMessage } from '../process/send-message.ts'
import { unchangedSince } from '../process/unchanged-since.ts'
import type { Transfer } from './transfer.ts'
import { byUs, started, stepping, type TransferSteppingDeps } from './transfer-step.ts'

/**
 * Starts a requested transfer (provider) or resumes a suspended one (either side), under a live agreement.
 * With a `version` only while it is still that one; else `state.illegal`.
 */
export const startTransfer = (
  deps: TransferSteppingDeps,
  command: { participantId: Did; id: string; dataAddress?: DataAddress; version?: number },
): Promise<Result<Transfer, DomainError>> =>
  sendMessage(
    stepping(deps, async (transfer, stores) => {
      const { dataAddress, version } = command
      unchangedSince(transfer, version)
      orFail(await liveAgreement(stores, transfer.participantId, transfer.agreementId))
      const next = { ...started(transfer, byUs(transfer)), ...(dataAddress && { dataAddress }) }
      const message = transferStartMessage.render({
        ...pidsOf(next),
        ...(dataAddress && { dataAddress }),
      })
      return { next, path: 'start', message }
    }),
    command,
  )
