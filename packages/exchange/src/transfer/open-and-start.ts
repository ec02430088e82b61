import { type Did, type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import type { DataAddress } from '@lianshu/protocol/dsp'
import type { StoredAgreement } from '../agreement/agreement.ts'
import { liveAgreement } from '../agreement/agreement-lookup.ts'
import { closeGate } from './close-gate.ts'
import { inGateTurn } from './gate-turns.ts'
import { startTransfer } from './start-transfer.ts'
import { terminateTransfer } from './terminate-transfer.ts'
import type { Transfer } from './transfer.ts'
import type { TransferGate } from './transfer-gate.ts'
import type { TransferDeps } from './transfer-step.ts'

export type OpeningDeps = Pick<
  TransferDeps,
  'transactor' | 'clock' | 'random' | 'gates' | 'askState'
>

/**
 * Opens the provider's gate for a transfer and starts it: a requested one, or one that it paused itself. A
 * running one has its gate opened again (resumed by the consumer, or after a restart). What the gate or an
 * ended agreement refuses, for whatever reason, is terminated with it; `state.illegal` when it was stopped meanwhile. A
 * consumer that has lifted its own pause and still calls the transfer suspended waits for the provider's
 * start, and gets it.
 */
export async function openAndStart(
  deps: OpeningDeps,
  transfer: Transfer,
): Promise<Result<Transfer, DomainError>> {
  const { participantId, id, agreementId, version } = transfer
  const command = { participantId, id }
  const agreement = await deps.transactor.run((stores) =>
    liveAgreement(stores, participantId as Did, agreementId),
  )
  const gate = deps.gates[transfer.format]
  const opened: Opened =
    agreement.ok && gate
      ? await inGateTurn(deps.gates, id, () => inTurn(deps, transfer, gate, agreement.value))
      : { refused: noGate(agreement) }
  if ('refused' in opened) {
    const { code, message } = opened.refused
    return terminateTransfer(deps, { ...command, code, reason: message })
  }
  if (!opened.started.ok) {
    await shutBehindPause(deps, command)
    return opened.started
  }
  if (transfer.state !== 'STARTED') return opened.started
  const waits = transfer.resumedBy === 'consumer' && (await deps.askState(transfer)) === 'SUSPENDED'
  // It may have paused again meanwhile: a start that is late would lift that pause.
  if (!waits) return opened.started
  return startTransfer(deps, { ...command, version, dataAddress: opened.dataAddress })
}

type Opened =
  | { readonly started: Result<Transfer, DomainError>; readonly dataAddress?: DataAddress }
  /** By the gate or the agreement, not by a step that came first. */
  | { readonly refused: DomainError }

/**
 * Opens and stores the start in one turn of the gate: whoever stops the transfer in between shuts the gate
 * after both, or before both.
 */
async function inTurn(
  deps: OpeningDeps,
  { participantId, id, state }: Transfer,
  gate: TransferGate,
  agreement: StoredAgreement,
): Promise<Opened> {
  const now = await deps.transactor.run(({ transfers }) => transfers.get(participantId, id))
  if (!now || wasStopped(state, now.state)) return { started: movedOn(id, now?.state) }
  const noted = await noteOpening(deps, now)
  if (!noted.ok) return { started: noted }
  const opened = await gate.open(noted.value, agreement)
  if (!opened.ok) return { refused: opened.error }
  const dataAddress = opened.value
  if (state === 'STARTED') return { started: ok(now), dataAddress }
  return { started: await startTransfer(deps, { participantId, id, dataAddress }), dataAddress }
}

/** Of a pause whose gate is shut: whoever ends it meanwhile, or comes after a crash, finds a gate to shut. */
async function noteOpening(
  { transactor }: OpeningDeps,
  transfer: Transfer,
): Promise<Result<Transfer, DomainError>> {
  if (transfer.gate === 'open') return ok(transfer)
  return transactor.run(({ transfers }) => transfers.update({ ...transfer, gate: 'open' }))
}

/** It may still be paused, with its gate open for a start that came to nothing; who ended it shuts it, too. */
async function shutBehindPause(
  deps: OpeningDeps,
  { participantId, id }: { readonly participantId: Did; readonly id: string },
): Promise<void> {
  const left = await deps.transactor.run(({ transfers }) => transfers.get(participantId, id))
  if (left?.state === 'SUSPENDED') await closeGate(deps, ok(left))
}

const wasStopped = (before: Transfer['state'], now: Transfer['state']): boolean =>
  now !== before && now !== 'REQUESTED' && now !== 'STARTED'

const movedOn = (id: string, state: string | undefined) =>
  err(domainError('state.illegal', `${id} is ${state ?? 'gone'} by now`))

const noGate = (agreement: Result<unknown, DomainError>): DomainError =>
  agreement.ok
    ? domainError('input.unsupported', 'the transfer format is no longer served here')
    : agreement.error
