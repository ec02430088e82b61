import type {
  Did,
  DomainError,
  Inbox,
  Json,
  Outbox,
  RecordLog,
  Result,
  Transactor,
  VersionedStore,
} from '@lianshu/kernel'
import type { TransferState } from '@lianshu/protocol/dsp'
import type { MessageOffer, Offer } from '@lianshu/protocol/odrl'
import type { StoredAgreement } from './agreement/agreement.ts'
import type { Hold, Refuse } from './decision/decision.ts'
import type { Negotiation } from './negotiation/negotiation.ts'
import type { Settlement } from './settlement/settlement.ts'
import type { Transfer } from './transfer/transfer.ts'
import type { UsageLedger } from './usage/usage-ledger.ts'

export type NegotiationStore = VersionedStore<
  Negotiation,
  'side' | 'state' | 'counterpartyId' | 'counterpartyPid' | 'datasetId' | 'agreementId'
>
export type AgreementStore = VersionedStore<
  StoredAgreement,
  'side' | 'state' | 'counterpartyId' | 'datasetId' | 'negotiationId'
>
export type TransferStore = VersionedStore<
  Transfer,
  'side' | 'state' | 'counterpartyId' | 'counterpartyPid' | 'agreementId' | 'gate'
>
export type SettlementStore = VersionedStore<Settlement>

/** Everything of an exchange that commits together. */
export interface ExchangeStores {
  readonly negotiations: NegotiationStore
  readonly agreements: AgreementStore
  readonly transfers: TransferStore
  readonly settlements: SettlementStore
  readonly ledger: UsageLedger
  readonly inbox: Inbox
  readonly outbox: Outbox
  readonly recordLog: RecordLog
}
export type ExchangeTransactor = Transactor<ExchangeStores>

/** Signs agreements with a participant's key and checks the other side's signature. */
export interface AgreementSignatures {
  /** Detached compact JWS over the canonical JSON of `value`. */
  sign(participantId: Did, value: Json): Promise<string>
  /** Resolves the signer's DID document; `auth.invalid` when the signature is not of exactly this value. */
  verify(signer: Did, value: Json, jws: string): Promise<Result<void, DomainError>>
}

/** Our own Dataspace Protocol base of a hosted participant, e.g. `https://h/participants/s/dsp/2025-1`. */
export type CallbackAddress = (participantId: Did) => string

/**
 * Whether a counterparty may have us call it at an address that it names. Any http(s) address could be a
 * stranger's, who would then get our messages; `input.invalid` when it is not the counterparty's own.
 */
export type AcceptCallback = (
  counterpartyId: Did,
  address: string,
) => Promise<Result<void, DomainError>>

/**
 * In which state the other side says that a transfer is; undefined when it has no answer to that, and
 * `UNREACHABLE` while it cannot be asked.
 */
export type AskTransferState = (
  transfer: Transfer,
) => Promise<TransferState | 'UNREACHABLE' | undefined>

/** Finds what a hosted participant offers on a dataset. */
export interface OfferLookup {
  /** The published offers of a dataset that `viewer` may see; empty when there is none for it. */
  offersOf(participantId: Did, datasetId: string, viewer: Did): Promise<readonly Offer[]>
}

/** What to do when the next step of a negotiation is ours. */
export type TurnDecision =
  /** On along the straight path: accept, agree, verify, finalize. */
  | { readonly kind: 'proceed' }
  | Hold
  | Refuse
  | { readonly kind: 'counter'; readonly offer: MessageOffer }

/**
 * Decides on our turn: the provider's in REQUESTED, ACCEPTED and VERIFIED, the consumer's in OFFERED
 * and AGREED. Asked again after a crash, so it answers from the negotiation and stored facts alone.
 */
export type DecideTurn = (negotiation: Negotiation) => Promise<TurnDecision>

/** Decides whether a transfer that the consumer asked for begins; asked again after a crash. */
export type DecideTransfer = (
  transfer: Transfer,
) => Promise<{ readonly kind: 'proceed' } | Hold | Refuse>
