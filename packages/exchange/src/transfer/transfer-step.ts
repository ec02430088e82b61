import {
  type Clock,
  DomainFailure,
  domainError,
  type Random,
  type Transactor,
} from '@lianshu/kernel'
import { transferProcess } from '@lianshu/protocol/dsp'
import type { RemindAt } from '../decision/decision.ts'
import type {
  AcceptCallback,
  AskTransferState,
  CallbackAddress,
  DecideTransfer,
  ExchangeStores,
} from '../ports.ts'
import { orFail } from '../process/lost-race.ts'
import { pidsOf } from '../process/process.ts'
import type { Reception } from '../process/receive-message.ts'
import type { Sending } from '../process/send-message.ts'
import { otherSide, type Side, type WireAnswer } from '../wire.ts'
import type { Transfer } from './transfer.ts'
import type { TransferGates } from './transfer-gate.ts'
import { type TransferEvent, transferMachine } from './transfer-machine.ts'

/** Stores that the steps of a transfer change together. */
export type TransferStores = Pick<
  ExchangeStores,
  'transfers' | 'agreements' | 'inbox' | 'outbox' | 'recordLog'
>

/** Everything that transfers need; each use case takes what it uses. */
export interface TransferDeps {
  readonly transactor: Transactor<TransferStores>
  readonly clock: Clock
  readonly random: Random
  readonly callbackAddress: CallbackAddress
  readonly acceptCallback: AcceptCallback
  readonly gates: TransferGates
  readonly askState: AskTransferState
  readonly decideTransfer: DecideTransfer
  readonly remindAt: RemindAt
}
export type TransferSteppingDeps = Pick<TransferDeps, 'transactor' | 'clock' | 'random'>

/** The transfer after an event that `by` fires; DomainFailure `state.illegal` when it may not. */
export const fired = (transfer: Transfer, event: TransferEvent, by: Side): Transfer => ({
  ...transfer,
  state: orFail(transferMachine.next(transfer.state, event, by)),
  suspendedBy: event === 'suspend' ? by : undefined,
  resumedBy: event === 'resume' ? by : undefined,
  decideBy: undefined,
})

/**
 * A start message: the first start is the provider's; lifting a provider's pause is so, too, and so is
 * the answer to a consumer that has lifted its own.
 */
export function started(transfer: Transfer, by: Side): Transfer {
  if (transfer.state === 'SUSPENDED' && transfer.suspendedBy === 'provider' && by === 'consumer') {
    throw new DomainFailure(
      domainError('state.illegal', 'transfer: only the provider may lift its own suspension'),
    )
  }
  const next = fired(transfer, startEvent(transfer), by)
  return next.side === 'provider' ? { ...next, gate: 'open' } : next
}

function startEvent({ state, resumedBy }: Transfer): TransferEvent {
  if (state === 'SUSPENDED') return 'resume'
  return resumedBy === 'consumer' ? 'confirm' : 'start'
}

export const byUs = (transfer: Transfer): Side => transfer.side
export const byThem = (transfer: Transfer): Side => otherSide(transfer.side)

/** What the log keeps of the step that led to this state. */
export const recordOf = ({ state, agreementId, ending }: Transfer) => ({
  type: `transfer.${state.toLowerCase()}`,
  agreementId,
  ...(ending?.code.startsWith('policy.') && { reason: ending.code }),
})

/** A transfer as the body of an answer; the provider's gate follows every change. */
export const answerOf = (transfer: Transfer): Omit<WireAnswer, 'status'> => {
  const { participantId, id, state, side } = transfer
  const body = transferProcess.render({ ...pidsOf(transfer), state })
  return {
    body: body as unknown as WireAnswer['body'],
    ...(side === 'provider' && { followUp: { kind: 'transfer', participantId, id } }),
  }
}

type Receiving<Prepared> = Reception<Transfer, TransferStores, Prepared>
type Stepping = Sending<Transfer, TransferStores, undefined>

/** How a transfer takes a message. */
export const receiving = <Prepared = undefined>(
  deps: Pick<TransferDeps, 'transactor' | 'clock'>,
  apply: Receiving<Prepared>['apply'],
  prepare?: Receiving<Prepared>['prepare'],
): Receiving<Prepared> => ({
  ...{ transactor: deps.transactor, clock: deps.clock, record: recordOf, answer: answerOf },
  store: (stores) => stores.transfers,
  ...(prepare && { prepare }),
  apply,
})

/** How a transfer takes a step of its own. */
export const stepping = (deps: TransferSteppingDeps, apply: Stepping['apply']): Stepping => ({
  ...{ transactor: deps.transactor, clock: deps.clock, random: deps.random, record: recordOf },
  kind: 'transfer',
  store: (stores) => stores.transfers,
  apply,
})
