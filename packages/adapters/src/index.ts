export { openTable } from './duckdb/open-table.ts'
export { removeEmbeddedPostgres } from './embedded-postgres/places.ts'
export {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from './embedded-postgres/start.ts'
export { type KeyFile, type KeyFileOptions, openKeyFile } from './keys/key-file.ts'
export { createPinoLogger, type LogLevel } from './logging/pino-logger.ts'
export { deliveryOf } from './node/delivery-of.ts'
export {
  type Caller,
  createIdentities,
  type DraftTolerance,
  type Identities,
  type MemberCaller,
} from './node/identities.ts'
export { type LogSequencer, startLogSequencer } from './node/log-sequencer.ts'
export { type NodeOptions, type NodeResources, openNode } from './node/open-node.ts'
export {
  createPeerClient,
  type PeerAnswer,
  type PeerClient,
  type PeerRequest,
} from './node/peer-client.ts'
export { recordRotation } from './node/record-rotation.ts'
export { createTraffic, kindOfPath, type Traffic } from './node/traffic.ts'
export { openFileObjectStore } from './objects/file-object-store.ts'
export { createFetchDocument } from './outgoing/fetch-document.ts'
export { createFetchJson } from './outgoing/fetch-json.ts'
export {
  createHttpClient,
  type HttpClient,
  type HttpClientOptions,
  type HttpRequest,
  type HttpResponse,
} from './outgoing/http-client.ts'
export { bindDemands, bindRunTerms } from './postgres/broker-stores.ts'
export { busyParticipants } from './postgres/busy-participants.ts'
export { bindDatasets, bindHarvests, bindListings } from './postgres/catalog-stores.ts'
export { createDeadLetters, type DeadLetters } from './postgres/dead-letters.ts'
export { bindExchangeStores, type ExchangeHere } from './postgres/exchange-stores.ts'
export { bindCoordinatorStores, bindParticipations } from './postgres/federated-stores.ts'
export { bindHeldProcesses } from './postgres/held-processes.ts'
export { bindHostedParticipants } from './postgres/hosted-participants.ts'
export { bindInbox } from './postgres/inbox.ts'
export { bindIssuances, bindIssuedCredentials } from './postgres/issuing-stores.ts'
export { bindKnownMembers } from './postgres/known-members.ts'
export { bindListingIndex } from './postgres/listing-index.ts'
export { createLogStore } from './postgres/log-store.ts'
export { bindMembers } from './postgres/members.ts'
export { migrateDatabase } from './postgres/migrate.ts'
export { type Database, openDatabase, type Queries } from './postgres/open-database.ts'
export { bindOutbox } from './postgres/outbox.ts'
export { type OutboxRelayOptions, startOutboxRelay } from './postgres/outbox-relay.ts'
export { createRelayHere, type RelayHere } from './postgres/outbox-relay-here.ts'
export { bindPublishedEntries } from './postgres/published-entries.ts'
export {
  createRecentEntities,
  keepNothing,
  type RecentEntities,
} from './postgres/recent-entities.ts'
export { bindRecordLog } from './postgres/record-log.ts'
export { versionedTable } from './postgres/schema/versioned-table.ts'
export { createSeenTokens } from './postgres/seen-tokens.ts'
export { sqlState } from './postgres/sql-state.ts'
export { createTransactor } from './postgres/transactor.ts'
export { bindUsageLedger } from './postgres/usage-ledger.ts'
export { createVersionedStore, type VersionedStoreOptions } from './postgres/versioned-store.ts'
export { bindTokenClients, bindWalletStores } from './postgres/wallet-stores.ts'
export { createWitnessStore } from './postgres/witness-store.ts'
export type { Work } from './postgres/work.ts'
