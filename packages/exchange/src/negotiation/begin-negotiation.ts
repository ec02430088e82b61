import { type Did, type DomainError, type Json, mintUrn, type Result } from '@lianshu/kernel'
import { joinAddress } from '@lianshu/protocol/dsp'
import type { MessageOffer } from '@lianshu/protocol/odrl'
import { checkedAddress } from '../process/callback-address.ts'
import { orFail, retryLostRaces } from '../process/lost-race.ts'
import type { Negotiation } from './negotiation.ts'
import { type NegotiationDeps, recordOf } from './negotiation-step.ts'

export type BeginningDeps = Pick<
  NegotiationDeps,
  'transactor' | 'clock' | 'random' | 'callbackAddress'
>

/** What the first message says, whichever side sends it. */
export interface FirstMessage {
  readonly messageId: string
  /** The pid that our side gave the negotiation. */
  readonly pid: string
  readonly callbackAddress: string
}

export interface Beginning {
  readonly participantId: Did
  readonly counterpartyId: Did
  readonly counterpartyAddress: string
  /** The command's field that held the address, for its error. */
  readonly addressField: string
  readonly offer: MessageOffer & { readonly target: string }
  readonly opening: Pick<Negotiation, 'side' | 'state' | 'requested'>
  /** Below the counterparty's base. */
  readonly path: string
  readonly render: (first: FirstMessage) => object
}

/** Our side opens a negotiation: entity, first message and log record in one transaction. */
export function beginNegotiation(
  deps: BeginningDeps,
  beginning: Beginning,
): Promise<Result<Negotiation, DomainError>> {
  const { participantId, counterpartyId, counterpartyAddress, offer } = beginning
  return retryLostRaces(() =>
    deps.transactor.run(async (stores) => {
      const id = mintUrn(deps.random)
      const now = deps.clock.now().toISOString()
      const stored = orFail(
        await stores.negotiations.insert({
          ...{ participantId, id, version: 0, ...beginning.opening, counterpartyId },
          counterpartyAddress: checkedAddress(counterpartyAddress, beginning.addressField),
          ...{ datasetId: offer.target, offer, createdAt: now, updatedAt: now },
        }),
      )
      const messageId = mintUrn(deps.random)
      const callbackAddress = deps.callbackAddress(participantId)
      await stores.outbox.add({
        ...{ id: messageId, participantId, counterpartyId, processId: id, kind: 'negotiation' },
        to: joinAddress(counterpartyAddress, beginning.path),
        body: beginning.render({ messageId, pid: id, callbackAddress }) as unknown as Json,
      })
      await stores.recordLog.append({
        ...{ participantId, actor: participantId, subject: id, at: now },
        ...recordOf(stored),
      })
      return stored
    }),
  )
}
