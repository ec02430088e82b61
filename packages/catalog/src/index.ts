export { type AnswerDemandDeps, answerDemand } from './demand/answer-demand.ts'
export type { Constraint, DemandConstraints, DemandReading, TopicTerm } from './demand/demand.ts'
export type { AnsweredListing, DemandRecord } from './demand/demand-record.ts'
export { readDemand } from './demand/read-demand.ts'
export { evaluateMatch, type MatchEvaluation } from './evaluate/evaluate-match.ts'
export { type HarvestDeps, harvestMember } from './harvest/harvest-member.ts'
export type { HarvestRecord, Refusal } from './harvest/harvest-record.ts'
export { buildEntry, type Entry } from './listing/build-entry.ts'
export {
  type Dataset,
  type DatasetDescription,
  type SecurityLevel,
  securityLevels,
} from './listing/dataset.ts'
export { type DatasetState, datasetMachine } from './listing/dataset-machine.ts'
export { entryHash, signEntry, verifyEntry } from './listing/entry-proof.ts'
export { entryTerms } from './listing/entry-terms.ts'
export type { Listing, ListingFacts, ListingRecord } from './listing/listing.ts'
export { type DatasetCommand, publishDataset, withdrawDataset } from './listing/publish-dataset.ts'
export { readEntry } from './listing/read-entry.ts'
export { type RegisterDataset, registerDataset } from './listing/register-dataset.ts'
export { levelWords, modalityWords, taskWords } from './match/constraint-words.ts'
export { indexListing } from './match/index-listing.ts'
export { industryWords } from './match/industry-words.ts'
export {
  type Candidates,
  type FacetChoice,
  type FacetCount,
  type FacetName,
  facetNames,
  facetValues,
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
export { matchDemand } from './match/match-demand.ts'
export { memoryIndex } from './match/memory-index.ts'
export { type SearchListings, searchListings } from './match/search-listings.ts'
export type {
  BrokerCatalog,
  BrokerCatalogStores,
  CatalogClient,
  DatasetStore,
  EntryPage,
  EntryPageQuery,
  EntrySigner,
  EntryVerifier,
  HarvestedMember,
  HarvestStore,
  ListingStore,
  OwnerCatalog,
  OwnerCatalogStores,
  PublishedEntries,
  TableSource,
} from './ports.ts'
export { type ArrayCell, arrayTable } from './profile/array-table.ts'
export { columnKindWords, exclusionWords } from './profile/exclusion-words.ts'
export type { ColumnProfile, Profile } from './profile/profile.ts'
export { defaultMinimumCount, type ProfileOptions, profileTable } from './profile/profile-table.ts'
export { publishProfile } from './profile/publish-profile.ts'
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
export { type Header, readHeader } from './profile/read-header.ts'
export type {
  CellType,
  ColumnBatch,
  NumberSummary,
  TableColumn,
  TableReader,
  ValueCount,
  ValueSummary,
} from './profile/table-reader.ts'
export {
  type CatalogFilter,
  type FilterCriterion,
  filterBounds,
} from './published/catalog-filter.ts'
export {
  type FilterKind,
  type FilterProperty,
  filterOperators,
  filterProperties,
} from './published/filter-properties.ts'
export { type PublishedEntry, publishedEntry } from './published/published-entry.ts'
export { type CatalogQuery, readCatalogFilter } from './published/read-catalog-filter.ts'
export { setAudience } from './published/set-audience.ts'
export { showMissing } from './published/show-missing.ts'
