import { join } from 'node:path'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import type { Database } from './open-database.ts'

/** The migrations of every node's database, in order. */
export const migrationsFolder = join(import.meta.dirname, '../../migrations')

// Any fixed number: replicas that start together queue on it instead of migrating twice.
const migrationLock = 7_400_001

/** Brings a database to the newest schema; safe when several processes start at once. */
export async function migrateDatabase(db: Database): Promise<void> {
  // Held by a transaction beside the migration's own, and so let go of however this ends.
  await db.$client.begin(async (holder) => {
    await holder`select pg_advisory_xact_lock(${migrationLock})`
    await migrate(db as unknown as Parameters<typeof migrate>[0], { migrationsFolder })
  })
}
