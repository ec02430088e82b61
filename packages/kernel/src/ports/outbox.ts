import type { Json } from '../canonical-json.ts'
import type { Did } from '../ids.ts'

/** A message to send, stored in the transaction that decided to send it. */
export interface OutboxMessage {
  readonly id: string
  readonly participantId: Did
  readonly counterpartyId: Did
  /**
   * Absolute http(s) address; or a DID, when the place of its service is looked up as the message is
   * sent. Either passes the guard of outgoing calls.
   */
  readonly to: string
  readonly body: Json
  /** Messages of one process are sent one after the other, in the order in which they were added. */
  readonly processId: string
  /** Names the settler that handles the answer, e.g. `negotiation` or `transfer`. */
  readonly kind: string
}

export interface DeadLetter extends OutboxMessage {
  readonly attempts: number
  readonly lastError: string
}

export interface Outbox {
  add(message: OutboxMessage): Promise<void>
}

/** How one delivery ended; the relay retries `retry` with jittered back-off and buries after the last attempt. */
export type Delivery =
  | {
      readonly kind: 'delivered'
      readonly status: number
      readonly answer: Json
      /** Where the other side says that what the message made is to be found (the Location header). */
      readonly location?: string
    }
  | { readonly kind: 'retry'; readonly reason: string }
  | {
      readonly kind: 'refused'
      readonly status: number
      readonly reason: string
      readonly answer: Json
      /** In which state the other side says that the process is; absent when it does not say. */
      readonly standing?: string
    }
