import type {
  Did,
  DomainError,
  Json,
  RecordLog,
  Result,
  Transactor,
  VersionedStore,
} from '@lianshu/kernel'
import type { HarvestRecord } from './harvest/harvest-record.ts'
import type { Dataset } from './listing/dataset.ts'
import type { ListingRecord } from './listing/listing.ts'
import type { ListingIndex } from './match/listing-index.ts'

export type DatasetStore = VersionedStore<Dataset, 'state'>
export type ListingStore = VersionedStore<ListingRecord, 'ownerId' | 'state'>
export type HarvestStore = VersionedStore<HarvestRecord>

/** Stores at an owner's connector that commit together. */
export interface OwnerCatalogStores {
  readonly datasets: DatasetStore
  readonly recordLog: RecordLog
}
export type OwnerCatalog = Transactor<OwnerCatalogStores>

/** Stores at the broker that commit together. */
export interface BrokerCatalogStores {
  readonly listings: ListingStore
  readonly harvests: HarvestStore
  readonly index: ListingIndex
  readonly recordLog: RecordLog
}
export type BrokerCatalog = Transactor<BrokerCatalogStores>

/** Signs a JSON value with a participant's key: compact JWS, EdDSA, payload detached (RFC 7797 not used). */
export interface EntrySigner {
  sign(participantId: Did, value: Json): Promise<string>
}

/** Checks that `jws` is a signature of exactly `value` by a current key of `signer`. */
export interface EntryVerifier {
  verify(signer: Did, value: Json, jws: string): Promise<Result<void, DomainError>>
}

/** A member whose catalogue is harvested. */
export interface HarvestedMember {
  readonly did: Did
  readonly name: { readonly zh: string; readonly en: string }
}

/** Asks a member for its catalogue by the Dataspace Protocol's catalogue request. */
export interface CatalogClient {
  /** The body of the answer, unread; `peer.*` when there is none. */
  fetch(member: HarvestedMember): Promise<Result<Json, DomainError>>
}
