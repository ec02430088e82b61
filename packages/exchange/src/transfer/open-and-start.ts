import { type Did, type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import { liveAgreement } from '../agreement/agreement-lookup.ts'
import { inGateTurn } from './gate-turns.ts'
import { startTransfer } from './start-transfer.ts'
import { terminateTransfer } from './terminate-transfer.ts'
import type { Transfer } from './transfer.ts'
import type { TransferDeps } from './transfer-step.ts'

export type OpeningDeps = Pick<
  TransferDeps,
  'transactor' | 'clock' | 'random' | 'gates' | 'askState'
>

/**
 * Opens the provider's gate for a transfer and starts it: a requested one, or one that it paused itself. A
 * running one has its gate opened again (resumed by the consumer, or after a restart). What the gate or an
 * ended agreement refuses, for whatever reason, is terminated with it; one that was stopped meanwhile is
 * left as it is, with `state.illegal`. A consumer that has lifted its own pause and still
 * calls the transfer suspended waits for the provider's start, and gets it.
 */
export async function openAndStart(
  deps: OpeningDeps,
  transfer: Transfer,
): Promise<Result<Transfer, DomainError>> {
  const { participantId, id, state, agreementId } = transfer
  const command = { participantId, id }
  const agreement = await deps.transactor.run((stores) =>
    liveAgreement(stores, participantId as Did, agreementId),
  )
  const gate = deps.gates[transfer.format]
  const opened = await inGateTurn(deps.gates, id, async () => {
    const now = await deps.transactor.run(({ transfers }) => transfers.get(participantId, id))
    if (!agreement.ok || !gate || !now) return { answer: noGate(agreement) }
    return hasMoved(transfer, now)
      ? { stoppedAs: now.state }
      : { answer: await gate.open(now, agreement.value) }
  })
  if (opened.answer === undefined) {
    return err(domainError('state.illegal', `${id} is ${opened.stoppedAs} by now`))
  }
  const { answer } = opened
  if (!answer.ok) {
    const { code, message } = answer.error
    return terminateTransfer(deps, { ...command, code, reason: message })
  }
  const waits =
    state !== 'STARTED' ||
    (transfer.resumedBy === 'consumer' && (await deps.askState(transfer)) === 'SUSPENDED')
  return waits ? startTransfer(deps, { ...command, dataAddress: answer.value }) : ok(transfer)
}

/** Was it stopped since we decided to open? */
const hasMoved = (before: Transfer, now: Transfer): boolean =>
  now.version !== before.version && now.state !== 'REQUESTED' && now.state !== 'STARTED'

const noGate = (agreement: Result<unknown, DomainError>): Result<undefined, DomainError> =>
  agreement.ok
    ? err(domainError('input.unsupported', 'the transfer format is no longer served here'))
    : agreement
