import type { NegotiationState } from '@lianshu/protocol/dsp'
import type { Agreement, MessageOffer } from '@lianshu/protocol/odrl'
import type { Process } from '../process/process.ts'
import type { Ending } from '../wire.ts'

/** One side's copy of a negotiation; `id` is the pid that this side gave it. */
export interface Negotiation extends Process {
  readonly state: NegotiationState
  readonly datasetId: string
  /** The offer on the table, whoever made it last. */
  readonly offer: MessageOffer
  /** At the consumer: what it asked for last. */
  readonly requested?: MessageOffer
  /** The agreement on the table, from AGREED on. */
  readonly agreement?: Agreement
  readonly agreementId?: string
  readonly ending?: Ending
}
