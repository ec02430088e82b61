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
import type { PublishedEntry } from './published/published-entry.ts'
import type { CatalogQuery } from './published/read-catalog-filter.ts'

export type DatasetStore = VersionedStore<Dataset, 'state'>
export type ListingStore = VersionedStore<ListingRecord, 'ownerId' | 'state'>
export type HarvestStore = VersionedStore<HarvestRecord>

/** One page of a catalogue, in the order of dataset ids: going on from an id, or back from one. */
export interface EntryPageQuery extends CatalogQuery {
  readonly participantId: Did
  /** Who asks: entries that it may not see are not there. */
  readonly viewer: Did
  readonly from?: { readonly after: string } | { readonly before: string }
  readonly limit: number
}

export interface EntryPage {
  /** Entries as JSON in UTF-8, with their dataset's id: nobody on the way reads them as text. */
  readonly entries: readonly { readonly datasetId: string; readonly json: Uint8Array }[]
  /** Whether there is more in the direction in which the page was asked for. */
  readonly more: boolean
}

/**
 * The catalogues of this node's participants as they go out. Constraints: what a viewer may see is worked
 * out by `put`, so that a page costs what is on it and not what is in the catalogue; a hidden, a foreign
 * and a missing entry are the same to everybody who may not see it.
 */
export interface PublishedEntries {
  /** Shows entries, in place of what was shown of their datasets before. */
  put(entries: readonly PublishedEntry[]): Promise<void>
  remove(participantId: Did, datasetId: string): Promise<void>
  page(query: EntryPageQuery): Promise<EntryPage>
  get(
    participantId: Did,
    viewer: Did,
    datasetId: string,
  ): Promise<Pick<PublishedEntry, 'text' | 'hash'> | undefined>
  /** Published datasets of any participant that no catalogue shows yet, at most `limit`. */
  missing(limit: number): Promise<readonly Dataset[]>
}

/** Stores at an owner's connector that commit together. */
export interface OwnerCatalogStores {
  readonly datasets: DatasetStore
  readonly published: PublishedEntries
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
