import type { Logger } from '@lianshu/kernel'
import { createPostgresBackend, DEFAULT_SCHEMA, runMigrations, withBackend } from 'bullmq'
import { Pool } from 'pg'
import type { JobBackend } from './job-backend.ts'

/** Connections for queries; every consumed name needs one more, for LISTEN. */
const queryConnections = 2

const { Queue, Worker } = withBackend(createPostgresBackend)

/**
 * Jobs in the schema `bullmq` of the node's database, which is brought up to date first. One pool for all
 * queues of a process: two connections, and one more per consumed name.
 */
export async function openPostgresJobBackend(
  databaseUrl: string,
  logger: Logger,
): Promise<JobBackend> {
  const connection = new Pool({
    connectionString: databaseUrl,
    max: queryConnections,
    keepAlive: true,
    // BullMQ's statements name no schema when they run on a pool that it did not make.
    options: `-c search_path="${DEFAULT_SCHEMA}"`,
  })
  connection.on('error', (error) =>
    logger.warn('a job connection was lost', { reason: error.message }),
  )
  const client = await connection.connect()
  try {
    await runMigrations(client, DEFAULT_SCHEMA)
  } finally {
    client.release()
  }
  return {
    store: (name) => new Queue(name, { connection }),
    worker(name, run, options) {
      connection.options.max += 1
      return new Worker(name, run, { connection, ...options })
    },
    isUp: () => true,
    check: async () => void (await connection.query('select 1')),
    close: () => connection.end(),
  }
}
