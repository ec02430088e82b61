import type { Did, DomainError, Result } from '@lianshu/kernel'
import { type DataAddress, transferStartMessage } from '@lianshu/protocol/dsp'
import { liveAgreement } from '../agreement/agreement-lookup.ts'
import { orFail } from '../process/lost-race.ts'
import { pidsOf } from '../process/process.ts'
import { sendMessage } from '../process/send-message.ts'
import type { Transfer } from './transfer.ts'
import { byUs, started, stepping, type TransferSteppingDeps } from './transfer-step.ts'

/** Starts a requested transfer (provider) or resumes a suspended one (either side), under a live agreement. */
export const startTransfer = (
  deps: TransferSteppingDeps,
  command: { participantId: Did; id: string; dataAddress?: DataAddress },
): Promise<Result<Transfer, DomainError>> =>
  sendMessage(
    stepping(deps, async (transfer, stores) => {
      const { dataAddress } = command
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
