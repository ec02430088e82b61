import { type Did, defineMachine, type Versioned } from '@lianshu/kernel'
import type { Agreement } from '@lianshu/protocol/odrl'
import type { Ending, Side } from '../wire.ts'

/** An agreement is used only while FINALIZED; either side may end it early. */
export const agreementMachine = defineMachine({
  name: 'agreement',
  initial: 'AGREED',
  roles: ['consumer', 'provider'],
  events: ['finalize', 'end'],
  transitions: {
    AGREED: { finalize: 'FINALIZED', end: 'ENDED' },
    FINALIZED: { end: 'ENDED' },
    ENDED: {},
  },
  mayFire: {},
})
export type AgreementState = (typeof agreementMachine)['states'][number]

/** One side's copy of what both agreed; `id` is the `@id` of the ODRL agreement. */
export interface StoredAgreement extends Versioned {
  readonly participantId: Did
  readonly side: Side
  readonly state: AgreementState
  readonly counterpartyId: Did
  readonly counterpartyAddress: string
  readonly negotiationId: string
  readonly datasetId: string
  /** The agreement letter for letter, as it was signed. */
  readonly policy: Agreement
  /** Hexadecimal SHA-256 of the canonical agreement. */
  readonly policyHash: string
  /** Detached JWS over the canonical agreement; a foreign connector may give none. */
  readonly providerSignature?: string
  readonly consumerSignature?: string
  readonly ending?: Ending
  readonly createdAt: string
  readonly updatedAt: string
}
