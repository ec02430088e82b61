import type { Logger } from '@lianshu/kernel'
import { createPostgresBackend, DEFAULT_SCHEMA, runMigrations, withBackend } from 'bullmq'
import { Pool } from 'pg'

/** Connections for queries; every consumed name needs one more, for LISTEN. */
const queryConnections = 2

/** BullMQ's classes on its Postgres back-end. */
export const { Queue, Worker } = withBackend(createPostgresBackend)

/** One pool for all queues of a process, on a schema that is brought up to date first. */
export async function openJobConnection(databaseUrl: string, logger: Logger) {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: queryConnections,
    keepAlive: true,
    // BullMQ's statements name no schema when they run on a pool that it did not make.
    options: `-c search_path="${DEFAULT_SCHEMA}"`,
  })
  pool.on('error', (error) => logger.warn('a job connection was lost', { reason: error.message }))
  const client = await pool.connect()
  try {
    await runMigrations(client, DEFAULT_SCHEMA)
  } finally {
    client.release()
  }
  return {
    pool,
    /** Makes room for the connection that a new consumer holds. */
    allowOneMore() {
      pool.options.max += 1
    },
    close: () => pool.end(),
  }
}
