import type { DomainError, Result } from '@lianshu/kernel'
import type { TransferStartMessage } from '@lianshu/protocol/dsp'
import { type Received, receiveMessage } from '../process/receive-message.ts'
import type { WireAnswer } from '../wire.ts'
import { type Lifting, liftingOf, refuseCrossed } from './lift-our-pause.ts'
import { byThem, receiving, started, type TransferDeps } from './transfer-step.ts'

/**
 * Takes a start: the provider's first one, or either side's after a suspension. One that crossed a pause of
 * ours lifts nothing (lift-our-pause.ts).
 */
export const receiveStart = (
  deps: Pick<TransferDeps, 'transactor' | 'clock' | 'askState'>,
  received: Received<TransferStartMessage>,
): Promise<Result<WireAnswer, DomainError>> =>
  receiveMessage(
    receiving<Lifting>(
      deps,
      async (transfer, _stores, _now, lifting) => {
        refuseCrossed(lifting)
        const { dataAddress } = received.message
        const next = started(transfer, byThem(transfer))
        return { ...next, ...(dataAddress && { dataAddress }) }
      },
      (seen) => liftingOf(deps, seen),
    ),
    received,
  )
