import { type Did, type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import type { WireAnswer } from '../wire.ts'
import { answerOf, type NegotiationDeps } from './negotiation-step.ts'

/** The state of a negotiation as its other side may ask for it; an unknown and a foreign id are alike. */
export async function getNegotiation(
  deps: Pick<NegotiationDeps, 'transactor'>,
  query: { participantId: Did; callerId: Did; pid: string },
): Promise<Result<WireAnswer, DomainError>> {
  const { participantId, callerId, pid } = query
  const negotiation = await deps.transactor.run(({ negotiations }) =>
    negotiations.get(participantId, pid),
  )
  if (negotiation?.counterpartyId !== callerId) {
    return err(domainError('not-found', `there is no process ${pid}`))
  }
  return ok({ status: 200, body: answerOf(negotiation).body })
}
