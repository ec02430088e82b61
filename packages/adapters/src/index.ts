export { removeEmbeddedPostgres } from './embedded-postgres/places.ts'
export {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from './embedded-postgres/start.ts'
export { migrateDatabase } from './postgres/migrate.ts'
export { type Database, openDatabase, type Queries } from './postgres/open-database.ts'
export { versionedTable } from './postgres/schema/versioned-table.ts'
export { createTransactor, sqlState } from './postgres/transactor.ts'
export { createVersionedStore, type VersionedStoreOptions } from './postgres/versioned-store.ts'
