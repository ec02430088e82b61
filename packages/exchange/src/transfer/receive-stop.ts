import type { DomainError, Result } from '@lianshu/kernel'
import type {
  TransferCompletionMessage,
  TransferSuspensionMessage,
  TransferTerminationMessage,
} from '@lianshu/protocol/dsp'
import { endingOf } from '../process/ending.ts'
import { type Received, receiveMessage } from '../process/receive-message.ts'
import type { WireAnswer } from '../wire.ts'
import { byThem, fired, receiving, type TransferDeps } from './transfer-step.ts'

type ReceivingDeps = Pick<TransferDeps, 'transactor' | 'clock'>
type Answer = Promise<Result<WireAnswer, DomainError>>

/** The other side pauses the transfer. */
export const receiveSuspension = (
  deps: ReceivingDeps,
  received: Received<TransferSuspensionMessage>,
): Answer =>
  receiveMessage(
    receiving(deps, async (transfer) => fired(transfer, 'suspend', byThem(transfer))),
    received,
  )

/** The other side says that the transfer has done what it was for. */
export const receiveCompletion = (
  deps: ReceivingDeps,
  received: Received<TransferCompletionMessage>,
): Answer =>
  receiveMessage(
    receiving(deps, async (transfer) => fired(transfer, 'complete', byThem(transfer))),
    received,
  )

/** The other side ends the transfer for good. */
export const receiveTransferTermination = (
  deps: ReceivingDeps,
  received: Received<TransferTerminationMessage>,
): Answer =>
  receiveMessage(
    receiving(deps, async (transfer) => {
      const by = byThem(transfer)
      return { ...fired(transfer, 'terminate', by), ending: endingOf(by, received.message) }
    }),
    received,
  )
