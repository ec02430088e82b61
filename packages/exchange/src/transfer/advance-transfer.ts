import {
  type Did,
  type DomainError,
  domainError,
  err,
  findAll,
  ok,
  type Result,
} from '@lianshu/kernel'
import { waitForPerson } from '../decision/wait-for-person.ts'
import type { ExchangeStores, TransferStore } from '../ports.ts'
import type { FollowUp } from '../wire.ts'
import { closeGate } from './close-gate.ts'
import { openAndStart } from './open-and-start.ts'
import { terminateTransfer } from './terminate-transfer.ts'
import type { Transfer } from './transfer.ts'
import type { TransferDeps } from './transfer-step.ts'

/**
 * Brings the provider's gate in line with a transfer's state: opens and starts a requested one when
 * `decideTransfer` says so, opens a running one again (resumed, or after a restart), closes one that is
 * paused or over. To be called once the answer to the message has left; harmless to repeat.
 */
export async function advanceTransfer(
  deps: Omit<TransferDeps, 'callbackAddress'>,
  command: { participantId: Did; id: string },
): Promise<Result<Transfer, DomainError>> {
  const { participantId, id } = command
  const transfer = await deps.transactor.run(({ transfers }) => transfers.get(participantId, id))
  if (!transfer) return err(domainError('not-found', `there is no transfer ${id}`))
  if (transfer.side === 'consumer') return ok(transfer)
  if (transfer.state === 'STARTED') return openAndStart(deps, transfer)
  if (transfer.state !== 'REQUESTED') return closeGate(deps, ok(transfer))
  const decision = await deps.decideTransfer(transfer)
  switch (decision.kind) {
    case 'hold':
      return waitForPerson(storeOf(deps), 'transfer', transfer, decision)
    case 'refuse':
      return terminateTransfer(deps, { ...command, ...decision })
    case 'proceed':
      return openAndStart(deps, transfer)
  }
}

const storeOf = ({ transactor, remindAt }: Pick<TransferDeps, 'transactor' | 'remindAt'>) => ({
  remindAt,
  update: <T>(work: (store: TransferStore) => Promise<T>) =>
    transactor.run(({ transfers }) => work(transfers)),
})

/** Provider's transfers of a participant whose gates must be opened, or still be shut, e.g. after a restart. */
export async function* transfersToAdvance(
  { transfers }: Pick<ExchangeStores, 'transfers'>,
  participantId: Did,
): AsyncGenerator<FollowUp, void> {
  for await (const { id } of findAll(transfers, participantId, { gate: 'open' })) {
    yield { kind: 'transfer', participantId, id }
  }
}
