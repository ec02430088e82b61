import type { Did, Json } from '@lianshu/kernel'
import type { Negotiation } from './negotiation/negotiation.ts'

/** Which side of a process a participant is. */
export type Side = 'consumer' | 'provider'

export const otherSide = (side: Side): Side => (side === 'consumer' ? 'provider' : 'consumer')

/** A process of a hosted participant that may have something to do after the answer was sent. */
export type FollowUp = NegotiationToAdvance | TransferToAdvance
interface NegotiationToAdvance {
  readonly kind: 'negotiation'
  readonly participantId: Did
  readonly id: string
  /** As it was just stored. */
  readonly known?: Negotiation
}
interface TransferToAdvance {
  readonly kind: 'transfer'
  readonly participantId: Did
  readonly id: string
}

/** What an endpoint answers; `followUp`, when set, is to be advanced once the answer has left. */
export interface WireAnswer {
  readonly status: number
  readonly body: Json
  readonly followUp?: FollowUp
}

/** Why a process ended, as it travels in termination messages. */
export interface Ending {
  readonly by: Side
  readonly code: string
  readonly reasons: readonly string[]
}

/** The last message that a counterparty sent, to know a repetition that carries no id of its own. */
export interface LastReceived {
  readonly digest: string
  readonly messageId: string
  /** True once a step of our own came after it: from then on the same words may well be news. */
  readonly overtaken?: boolean
}
