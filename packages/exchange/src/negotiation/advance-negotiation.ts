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
import type { ExchangeStores, NegotiationStore } from '../ports.ts'
import type { FollowUp } from '../wire.ts'
import { counterOffer } from './counter-offer.ts'
import type { Negotiation } from './negotiation.ts'
import type { NegotiationDeps, StepCommand } from './negotiation-step.ts'
import { isOurTurn, turns } from './our-turn.ts'
import { takeTurn } from './take-turn.ts'
import { terminateNegotiation } from './terminate-negotiation.ts'

/**
 * Takes the step that is ours, as `decideTurn` says: to be called once the answer to the message that
 * gave us the turn has left. Harmless at any other time: where it is not our turn nothing happens.
 */
export async function advanceNegotiation(
  deps: NegotiationDeps,
  command: StepCommand,
): Promise<Result<Negotiation, DomainError>> {
  const { participantId, id } = command
  const negotiation =
    command.known ??
    (await deps.transactor.run(({ negotiations }) => negotiations.get(participantId, id)))
  if (!negotiation) return err(domainError('not-found', `there is no negotiation ${id}`))
  if (!isOurTurn(negotiation)) return ok(negotiation)
  const decision = await deps.decideTurn(negotiation)
  switch (decision.kind) {
    case 'hold':
      return waitForPerson(storeOf(deps), 'negotiation', negotiation, decision)
    case 'refuse':
      return terminateNegotiation(deps, { ...command, ...decision })
    case 'counter':
      return counterOffer(deps, { ...command, offer: decision.offer })
    case 'proceed':
      return takeTurn(deps, { ...command, known: negotiation })
  }
}

const storeOf = ({ transactor, remindAt }: NegotiationDeps) => ({
  remindAt,
  update: <T>(work: (store: NegotiationStore) => Promise<T>) =>
    transactor.run(({ negotiations }) => work(negotiations)),
})

/** Negotiations of a participant that wait for a step of ours, e.g. after a restart. */
export async function* negotiationsToAdvance(
  { negotiations }: Pick<ExchangeStores, 'negotiations'>,
  participantId: Did,
): AsyncGenerator<FollowUp, void> {
  for (const side of ['consumer', 'provider'] as const) {
    for (const state of turns[side]) {
      for await (const { id } of findAll(negotiations, participantId, { side, state })) {
        yield { kind: 'negotiation', participantId, id }
      }
    }
  }
}
