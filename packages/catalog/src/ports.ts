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
import type { TableReader } from './profile/table-reader.ts'

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

/** Opens a table in a participant's own data directory. */
export interface TableSource {
  open(participantId: Did, file: string): Promise<Result<TableReader, DomainError>>
}

/** Signs a JSON value with a participant's key: a detached compact JWS over its canonical form. */
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
