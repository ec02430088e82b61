import { type Did, type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import type { WireAnswer } from '../wire.ts'
import { answerOf, type TransferDeps } from './transfer-step.ts'

/** The state of a transfer as its other side may ask for it; an unknown and a foreign id are alike. */
export async function getTransfer(
  deps: Pick<TransferDeps, 'transactor'>,
  query: { participantId: Did; callerId: Did; pid: string },
): Promise<Result<WireAnswer, DomainError>> {
  const { participantId, callerId, pid } = query
  const transfer = await deps.transactor.run(({ transfers }) => transfers.get(participantId, pid))
  if (transfer?.counterpartyId !== callerId) {
    return err(domainError('not-found', `there is no process ${pid}`))
  }
  return ok({ status: 200, body: answerOf(transfer).body })
}
