import type { Did, Versioned } from '@lianshu/kernel'
import { type CredentialStatus, dcpContext } from '@lianshu/protocol/dcp'
import type { IssuanceState } from './issuance-machine.ts'

/** One request of one holder; `id` is our name for it, the `issuerPid` of its messages. */
export interface Issuance extends Versioned {
  /** The issuer who was asked. */
  readonly participantId: Did
  readonly holder: Did
  /** The holder's name for it. */
  readonly holderPid: string
  /** Ids of what was asked for, each once. */
  readonly credentials: readonly string[]
  /** From the `token` claim of the request: sent back to the holder with the outcome, shown to nobody. */
  readonly accessToken?: string
  readonly state: IssuanceState
  /** Why it was rejected. */
  readonly reason?: string
  /** How far the message with the outcome has come; there is none while nothing is decided. */
  readonly delivery: 'none' | 'under-way' | 'delivered' | 'failed'
  readonly requestedAt: string
  readonly decidedAt?: string
}

/** What its holder may know about it (DCP 1.0 section 6.8). */
export const issuanceStatus = ({ id, holderPid, state }: Issuance): CredentialStatus => ({
  '@context': [dcpContext],
  ...{ type: 'CredentialStatus', issuerPid: id, holderPid, status: state },
})
