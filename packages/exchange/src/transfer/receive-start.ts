import type { DomainError, Result } from '@lianshu/kernel'
import type { TransferStartMessage } from '@lianshu/protocol/dsp'
import { type Received, receiveMessage } from '../process/receive-message.ts'
import type { WireAnswer } from '../wire.ts'
import { byThem, receiving, started, type TransferDeps } from './transfer-step.ts'

/** Takes a start: the provider's first one, or either side's after a suspension. */
export const receiveStart = (
  deps: Pick<TransferDeps, 'transactor' | 'clock'>,
  received: Received<TransferStartMessage>,
): Promise<Result<WireAnswer, DomainError>> =>
  receiveMessage(
    receiving(deps, async (transfer) => {
      const { dataAddress } = received.message
      const next = started(transfer, byThem(transfer))
      return { ...next, ...(dataAddress && { dataAddress }) }
    }),
    received,
  )
