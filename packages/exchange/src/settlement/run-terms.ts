import type { Did, Versioned } from '@lianshu/kernel'
import type { Agreement } from '@lianshu/protocol/odrl'

/** One owner's signed agreement, as the initiator showed it when it opened a run. */
export interface AgreedPart {
  readonly ownerId: Did
  readonly agreementId: string
  readonly agreement: Agreement
  /** The owner's detached JWS over the canonical agreement. */
  readonly providerSignature: string
  /** Price of the agreement in integer fen. */
  readonly priceFen: number
}

/** The agreements that a run stands on; `participantId` is the coordinator, `id` the run. */
export interface RunTerms extends Versioned {
  readonly initiator: Did
  /** The demand that led to the run, when there was one. */
  readonly demandId?: string
  readonly parts: readonly AgreedPart[]
}
