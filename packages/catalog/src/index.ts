export type { Constraint, DemandConstraints, DemandReading, TopicTerm } from './demand/demand.ts'
export type { HarvestRecord, Refusal } from './harvest/harvest-record.ts'
export {
  type Dataset,
  type DatasetDescription,
  type SecurityLevel,
  securityLevels,
} from './listing/dataset.ts'
export { type DatasetState, datasetMachine } from './listing/dataset-machine.ts'
export type { Listing, ListingFacts, ListingRecord } from './listing/listing.ts'
export {
  type Candidates,
  type FacetChoice,
  type FacetCount,
  type FacetName,
  facetNames,
  type IndexedListing,
  type ListingField,
  type ListingHits,
  type ListingIndex,
  type ListingQuery,
  listingFields,
} from './match/listing-index.ts'
export {
  type ExcludedListing,
  type Match,
  type MatchCode,
  type MatchReason,
  matchCodes,
  type RankedListing,
} from './match/match.ts'
export type {
  BrokerCatalog,
  BrokerCatalogStores,
  CatalogClient,
  DatasetStore,
  EntrySigner,
  EntryVerifier,
  HarvestedMember,
  HarvestStore,
  ListingStore,
  OwnerCatalog,
  OwnerCatalogStores,
} from './ports.ts'
export type { ColumnProfile, Profile } from './profile/profile.ts'
export {
  type ColumnKind,
  columnKinds,
  type ExclusionReason,
  exclusionReasons,
  type PublishedColumn,
  type PublishedProfile,
  publishedColumnSchema,
  publishedProfileSchema,
  type TargetTask,
  targetTasks,
} from './profile/published-profile.ts'
export type {
  CellType,
  ColumnBatch,
  NumberSummary,
  TableColumn,
  TableReader,
  ValueCount,
  ValueSummary,
} from './profile/table-reader.ts'
