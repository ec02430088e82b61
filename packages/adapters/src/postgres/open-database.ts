import type { Logger } from '@lianshu/kernel'
import type { PgDatabase } from 'drizzle-orm/pg-core'
import { drizzle, type PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { openDriverSocket } from './driver-socket.ts'
import { surviveLostConnections, unforgettable } from './lost-connections.ts'
import { prepareStatements } from './prepare-statements.ts'
import { immediateWork, type Work } from './work.ts'

/** Where queries run: the pool, or one transaction of it. */
export type Queries = PgDatabase<PostgresJsQueryResultHKT, Record<string, never>>

/** A pool of connections to one node's database; as work of stores, each of its writes commits by itself. */
export type Database = Queries &
  Work & {
    /** The driver itself, for LISTEN and for sessions that hold a lock. */
    readonly $client: postgres.Sql
    /** Lets running queries finish for up to five seconds, then closes every connection. */
    close(): Promise<void>
  }

/**
 * Opens a pool on a `postgres://` address; connections are made when first needed, so a wrong address
 * shows at the first query. Statements are prepared. `poolSize` counts connections and is at least 2: a session that holds a
 * lock must never starve the work it protects.
 */
export function openDatabase(options: {
  readonly url: string
  readonly logger?: Logger
  readonly poolSize?: number
  /** Settings of each session: `application_name`, `synchronous_commit`. */
  readonly session?: Readonly<Record<string, string>>
}): Database {
  const { url, logger, poolSize = 10, session } = options
  const client = postgres(url, {
    max: Math.max(2, poolSize),
    connect_timeout: 10,
    // Asked for at every connection, outside every promise that somebody could wait for.
    fetch_types: false,
    // Documented by the driver, but not in its types.
    ...({ socket: openDriverSocket } as object),
    connection: { ...unforgettable, ...session },
    // Seconds; the driver's own reaches 20, long after a server that was restarted is back.
    backoff: (attempt: number) => Math.min(1, 2 ** attempt / 20),
    onnotice: (notice) => logger?.debug('database notice', { notice: notice.message }),
  })
  prepareStatements(surviveLostConnections(client))
  const db = drizzle({ client })
  return Object.assign(db, immediateWork(db), { close: () => client.end({ timeout: 5 }) })
}
