import { type DomainError, domainError, err, type Result } from '@lianshu/kernel'
import { acceptOffer } from './accept-offer.ts'
import { agree } from './agree.ts'
import { finalize } from './finalize.ts'
import type { Negotiation } from './negotiation.ts'
import type { NegotiationDeps, StepCommand } from './negotiation-step.ts'
import { isOurTurn } from './our-turn.ts'
import { verifyAgreement } from './verify-agreement.ts'

/**
 * Says yes to what is on the table, and so takes our next step along the straight path: the consumer accepts
 * the offer or verifies the agreement, the provider agrees or finalizes. `state.illegal` when it is the
 * other side's turn or the negotiation is over.
 */
export async function takeTurn(
  deps: Pick<NegotiationDeps, 'transactor' | 'clock' | 'random' | 'signatures' | 'offers'>,
  command: StepCommand,
): Promise<Result<Negotiation, DomainError>> {
  const { participantId, id } = command
  const negotiation =
    command.known ??
    (await deps.transactor.run(({ negotiations }) => negotiations.get(participantId, id)))
  if (!negotiation) return err(domainError('not-found', `there is no negotiation ${id}`))
  if (!isOurTurn(negotiation)) {
    const message = `negotiation: it is not our turn in state ${negotiation.state}`
    return err(domainError('state.illegal', message))
  }
  const { side, state } = negotiation
  const step = { participantId, id, known: negotiation }
  if (side === 'consumer') {
    return state === 'OFFERED' ? acceptOffer(deps, step) : verifyAgreement(deps, step)
  }
  return state === 'VERIFIED' ? finalize(deps, step) : agree(deps, step)
}
