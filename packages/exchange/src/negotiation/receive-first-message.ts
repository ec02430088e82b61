import {
  type Did,
  type DomainError,
  DomainFailure,
  domainError,
  mintUrn,
  type Result,
} from '@lianshu/kernel'
import type { NegotiationState } from '@lianshu/protocol/dsp'
import type { MessageOffer } from '@lianshu/protocol/odrl'
import { acceptedAddress } from '../process/callback-address.ts'
import { orFail, retryLostRaces } from '../process/lost-race.ts'
import type { Side, WireAnswer } from '../wire.ts'
import type { Negotiation } from './negotiation.ts'
import { answerOf, type NegotiationDeps, recordOf } from './negotiation-step.ts'

/** What both first messages say, each from its side. */
export interface FirstMessage {
  readonly participantId: Did
  readonly callerId: Did
  readonly side: Side
  readonly state: NegotiationState
  /** The sender's pid. */
  readonly counterpartyPid: string
  readonly callbackAddress: string | undefined
  readonly offer: MessageOffer
}

export type ReceivingFirstDeps = Pick<
  NegotiationDeps,
  'transactor' | 'clock' | 'random' | 'acceptCallback'
>

/**
 * Begins the negotiation that the other side asks for. Idempotent on the sender's pid: the same pid
 * from the same sender is the same negotiation, whatever else the message says.
 */
export async function receiveFirstMessage(
  deps: ReceivingFirstDeps,
  first: FirstMessage,
): Promise<Result<WireAnswer, DomainError>> {
  const { participantId, callerId, side, state, counterpartyPid, offer } = first
  const key = { participantId, counterpartyId: callerId, messageId: `first:${counterpartyPid}` }
  const counterpartyAddress = first.callbackAddress ?? ''
  const accepted = await acceptedAddress(deps, callerId, counterpartyAddress)
  if (!accepted.ok) return accepted
  return retryLostRaces(() =>
    deps.transactor.run(async (stores): Promise<WireAnswer> => {
      const earlier = await stores.inbox.firstAnswer(key)
      if (earlier) {
        // The first time, our own next step may have been lost with the process that had to take it.
        const known = { counterpartyId: callerId, counterpartyPid }
        const [begun] = await stores.negotiations.find(participantId, known)
        return { ...(begun && answerOf(begun)), ...earlier }
      }
      const id = mintUrn(deps.random)
      const now = deps.clock.now().toISOString()
      const negotiation: Negotiation = {
        ...{ participantId, id, version: 0, side, state, counterpartyPid },
        counterpartyId: callerId,
        counterpartyAddress,
        datasetId: targetOf(offer),
        offer,
        ...{ createdAt: now, updatedAt: now },
      }
      const stored = orFail(await stores.negotiations.insert(negotiation))
      const subject = id
      await stores.recordLog.append({
        ...{ participantId, actor: callerId, subject, at: now },
        ...recordOf(stored),
      })
      const answer = { status: 201, ...answerOf(stored) }
      await stores.inbox.record(key, { status: answer.status, body: answer.body })
      return answer
    }),
  )
}

/** The dataset that an offer is about; the first offer of a negotiation has to say it. */
export function targetOf(offer: MessageOffer): string {
  if (offer.target !== undefined) return offer.target
  throw new DomainFailure(
    domainError('input.invalid', 'the offer names no target', { at: '$.offer.target' }),
  )
}
