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
    const isRequest = side === 'provider' && state === 'REQUESTED'
    const [decision, rules] = await Promise.all([
      automatic(negotiation),
      isRequest ? rulesOf(participantId) : undefined,
    ])
    if (rules?.mode === 'manual') {
      const shown = await offers.offersOf(participantId, datasetId, counterpartyId)
      if (shown.length > 0) return holdFor(negotiation, rules)
    }
    if (decision.kind !== 'hold') return decision
    return holdFor(negotiation, rules ?? (await rulesOf(participantId)))
  }

/** The same for transfers under an agreement: a person lets each of them begin. */
export const askPeopleInTransfers =
  (rulesOf: DecisionRulesOf): DecideTransfer =>
  async (transfer) => {
    const rules = await rulesOf(transfer.participantId)
    return rules.mode === 'manual' ? holdFor(transfer, rules) : { kind: 'proceed' }
  }
