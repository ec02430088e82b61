import type { Json } from '../canonical-json.ts'
import type { Did } from '../ids.ts'

export interface MessageKey {
  readonly participantId: Did
  readonly counterpartyId: Did
  readonly messageId: string
}

/** What was answered to a message the first time. */
export interface StoredAnswer {
  readonly status: number
  readonly body: Json
}

/** Remembers received messages beside the state they changed, so that a duplicate gets the first answer. */
export interface Inbox {
  firstAnswer(key: MessageKey): Promise<StoredAnswer | undefined>
  /** Throws DomainFailure `conflict.exists` when another transaction recorded the same message first. */
  record(key: MessageKey, answer: StoredAnswer): Promise<void>
}
