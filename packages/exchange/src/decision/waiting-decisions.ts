import type { Did } from '@lianshu/kernel'
import type { MessageOffer } from '@lianshu/protocol/odrl'
import { turns } from '../negotiation/our-turn.ts'
import type { ExchangeStores } from '../ports.ts'
import type { Side } from '../wire.ts'

/** A process that waits for a person: who asks for what, and until when an answer counts. */
export interface WaitingDecision {
  readonly kind: 'negotiation' | 'transfer'
  readonly id: string
  readonly side: Side
  readonly state: string
  readonly counterpartyId: Did
  readonly datasetId: string
  readonly askedAt: string
  readonly decideBy: string
  /** The offer on the table of a negotiation. */
  readonly offer?: MessageOffer
  /** Of a transfer. */
  readonly agreementId?: string
  readonly format?: string
}

/** What waits for a person at a hosted participant, the nearest deadline first. */
export async function waitingDecisions(
  stores: Pick<ExchangeStores, 'negotiations' | 'transfers'>,
  participantId: Did,
): Promise<readonly WaitingDecision[]> {
  const waiting: WaitingDecision[] = []
  for (const side of ['consumer', 'provider'] as const) {
    for (const state of turns[side]) {
      const found = await stores.negotiations.find(participantId, { side, state })
      for (const { decideBy, offer, ...process } of found) {
        if (decideBy === undefined) continue
        waiting.push({ kind: 'negotiation', ...asked(process), decideBy, offer })
      }
    }
  }
  const transfers = { side: 'provider', state: 'REQUESTED' } as const
  for (const { decideBy, agreementId, format, ...process } of await stores.transfers.find(
    participantId,
    transfers,
  )) {
    if (decideBy === undefined) continue
    waiting.push({ kind: 'transfer', ...asked(process), decideBy, agreementId, format })
  }
  return waiting.toSorted((left, right) => left.decideBy.localeCompare(right.decideBy))
}

type Asked = Pick<WaitingDecision, 'id' | 'side' | 'state' | 'counterpartyId' | 'datasetId'> & {
  readonly updatedAt: string
}

const asked = ({ id, side, state, counterpartyId, datasetId, updatedAt }: Asked) => ({
  ...{ id, side, state, counterpartyId, datasetId, askedAt: updatedAt },
})
