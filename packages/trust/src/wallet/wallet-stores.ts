import type { Did, Outbox, RecordLog, Transactor, Versioned, VersionedStore } from '@lianshu/kernel'
import type { CredentialProfile } from '@lianshu/protocol/dcp'
import type { CredentialStore } from '../ports.ts'
import type { WalletOfferState } from './wallet-offer-machine.ts'
import type { WalletRequestState } from './wallet-request-machine.ts'

/** A credential that was asked for, as the issuer's metadata describe it. */
export interface AskedCredential {
  readonly id: string
  readonly type: string
  readonly profile: CredentialProfile
}

/** A request for credentials that a hosted participant made; `id` is its holderPid. */
export interface WalletRequest extends Versioned {
  /** The holder. */
  readonly participantId: Did
  readonly state: WalletRequestState
  readonly issuer: Did
  readonly asked: readonly AskedCredential[]
  readonly requestedAt: string
  /** The issuer's name for it, once it is known. */
  readonly issuerPid?: string
  /** Why it was rejected or failed, in the other side's words. */
  readonly reason?: string
  /** When its issuer was first heard to call it issued, while nothing has come. */
  readonly issuedSince?: string
  /** How many requests for the same were given up before this one. */
  readonly madeAnew?: number
  /** SHA-256 of what was delivered, hexadecimal: the same once more is no new delivery. */
  readonly delivered?: string
}

/** A credential in an offer; type and profile are missing when nobody could say what its id means. */
export interface OfferedThing {
  readonly id: string
  readonly type?: string
  readonly profile?: string
  readonly reason?: string
}

/** What an issuer offered to a hosted participant; `id` follows from issuer and content. */
export interface WalletOffer extends Versioned {
  /** The holder. */
  readonly participantId: Did
  readonly state: WalletOfferState
  readonly issuer: Did
  readonly credentials: readonly OfferedThing[]
  readonly offeredAt: string
}

/** A wallet in one transaction. */
export interface WalletStores {
  readonly requests: VersionedStore<WalletRequest, 'issuer' | 'state'>
  readonly offers: VersionedStore<WalletOffer, 'issuer' | 'state'>
  readonly credentials: CredentialStore
  readonly outbox: Outbox
  readonly recordLog: RecordLog
}

export type WalletTransactor = Transactor<WalletStores>
