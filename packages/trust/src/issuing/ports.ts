import type { Did, Outbox, RecordLog, Transactor, VersionedStore } from '@lianshu/kernel'
import type { Member, Members } from '../membership/member.ts'
import type { HolderFacts } from './issuable-credential.ts'
import type { Issuance } from './issuance.ts'
import type { IssuedCredentials } from './issued-credential.ts'

/** What one step of an issuer changes together. */
export interface IssuingStores {
  readonly issuances: VersionedStore<Issuance, 'state' | 'holder'>
  readonly issued: IssuedCredentials
  readonly members: Pick<Members, 'get' | 'update'>
  readonly outbox: Outbox
  readonly recordLog: RecordLog
}

export type IssuingTransactor = Transactor<IssuingStores>

/** What an issuer decides about a holder who asks. */
export type IssuanceDecision =
  /** `member` is the entry that the decision rests on: it must not have changed when the credentials commit. */
  | { readonly kind: 'issue'; readonly facts: HolderFacts; readonly member?: Member }
  /** Somebody has yet to decide; the request stays RECEIVED. */
  | { readonly kind: 'wait' }
  | { readonly kind: 'reject'; readonly reason: string }
  /** Nobody here knows the holder: the request itself is refused. */
  | { readonly kind: 'stranger' }

/** Decides for whom credentials are; reads in the transaction that acts on the decision. */
export type IssuancePolicy = (
  stores: Pick<IssuingStores, 'members'>,
  asked: { readonly issuer: Did; readonly holder: Did },
) => Promise<IssuanceDecision>
