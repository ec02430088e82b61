import type { Did, Versioned } from '@lianshu/kernel'
import type { NegotiationState } from '@lianshu/protocol/dsp'
import type { Agreement, MessageOffer } from '@lianshu/protocol/odrl'
import type { Ending, LastReceived, Side } from '../wire.ts'

/** One side's copy of a negotiation; `id` is the pid that this side gave it. */
export interface Negotiation extends Versioned {
  readonly participantId: Did
  readonly side: Side
  readonly state: NegotiationState
  readonly counterpartyId: Did
  /** Unknown until the other side's first answer or message. */
  readonly counterpartyPid?: string
  /** Base address to which our messages go. */
  readonly counterpartyAddress: string
  readonly datasetId: string
  /** The offer on the table, whoever made it last. */
  readonly offer: MessageOffer
  /** The agreement on the table, from AGREED on. */
  readonly agreement?: Agreement
  readonly agreementId?: string
  readonly ending?: Ending
  readonly lastReceived?: LastReceived
  readonly createdAt: string
  readonly updatedAt: string
}

/** Both pids from this side's view; the empty text stands for one that is not known yet. */
export const pidsOf = (process: {
  readonly side: Side
  readonly id: string
  readonly counterpartyPid?: string
}): { consumerPid: string; providerPid: string } => {
  const other = process.counterpartyPid ?? ''
  return process.side === 'consumer'
    ? { consumerPid: process.id, providerPid: other }
    : { consumerPid: other, providerPid: process.id }
}
