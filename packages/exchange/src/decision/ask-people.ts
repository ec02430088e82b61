import type { DecideTransfer, DecideTurn, OfferLookup, TurnDecision } from '../ports.ts'
import type { Process } from '../process/process.ts'
import type { DecisionRules, DecisionRulesOf, Hold } from './decision.ts'

/** How long a person has, from the message that asked. */
const holdFor = ({ updatedAt }: Pick<Process, 'updatedAt'>, rules: DecisionRules): Hold => ({
  kind: 'hold',
  decideBy: new Date(Date.parse(updatedAt) + rules.withinSeconds * 1000).toISOString(),
})

/**
 * Leaves a provider's answers to requests to a person where its rules say so; requests for what it does not
 * offer at all stay with the automatic decision. What that leaves to a person gets a deadline, too.
 */
export const askPeopleInNegotiations =
  (rulesOf: DecisionRulesOf, offers: OfferLookup, automatic: DecideTurn): DecideTurn =>
  async (negotiation): Promise<TurnDecision> => {
    const { side, state, participantId, counterpartyId, datasetId } = negotiation
    if (side === 'provider' && state === 'REQUESTED') {
      const rules = await rulesOf(participantId)
      const isOffered = async () =>
        (await offers.offersOf(participantId, datasetId, counterpartyId)).length > 0
      if (rules.mode === 'manual' && (await isOffered())) return holdFor(negotiation, rules)
    }
    const decision = await automatic(negotiation)
    if (decision.kind !== 'hold') return decision
    return holdFor(negotiation, await rulesOf(participantId))
  }

/** The same for transfers under an agreement: a person lets each of them begin. */
export const askPeopleInTransfers =
  (rulesOf: DecisionRulesOf): DecideTransfer =>
  async (transfer) => {
    const rules = await rulesOf(transfer.participantId)
    return rules.mode === 'manual' ? holdFor(transfer, rules) : { kind: 'proceed' }
  }
