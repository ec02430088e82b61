import { join } from 'node:path'
import type { Logger } from '@lianshu/kernel'
import { findBinaries } from './binaries.ts'
import { prepareCluster } from './cluster.ts'
import { ensureDatabase } from './databases.ts'
import { lockDirectory } from './directory-lock.ts'
import { endOldPostmaster } from './old-postmaster.ts'
import { findPlaces } from './places.ts'
import { startServer } from './server.ts'
import { postgresUser } from './system-user.ts'

export interface EmbeddedPostgresOptions {
  /** Holds the data, the passwords and the server's log; made when absent. */
  readonly directory: string
  /** Preferred; another free one is taken when it is in use. */
  readonly port?: number
  readonly logger: Logger
  readonly maxConnections?: number
  /** Further settings, e.g. `{ fsync: 'off' }` for data that a test throws away. */
  readonly settings?: Readonly<Record<string, string>>
  /** The directory above `bin` of a Postgres of the system, instead of the one that npm installed. */
  readonly installation?: string
}

export interface EmbeddedPostgres {
  readonly port: number
  /** The superuser's address. */
  readonly adminUrl: string
  /** The address of a role of its own that reaches only its own database. */
  ensureDatabase(name: string): Promise<string>
  /** Ends sessions, writes everything down, gives the directory back. */
  stop(): Promise<void>
}

/**
 * Starts a PostgreSQL server of our own on 127.0.0.1. It needs no root and no installation, keeps its
 * data over restarts and kills, and stops when this process ends, however it ends.
 *
 * Throws DomainFailure: `conflict.exists` when another process holds the directory,
 * `data.unreadable` when another major version made the data, `input.unsupported` when no server is
 * installed for this platform, `internal` when the server does not come up (with its last words).
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const user = postgresUser()
  const binaries = findBinaries(user, options.installation)
  const places = findPlaces(options.directory, user)
  const unlock = lockDirectory(places.cluster, places.home)
  try {
    const { dataDirectory, password } = await prepareCluster(places, binaries, user)
    await endOldPostmaster(dataDirectory, options.logger)
    const server = await startServer({
      ...{ dataDirectory, user, program: binaries.postgres },
      logFile: join(places.home, 'postgres.log'),
      ...{ preferredPort: options.port, settings: settingsOf(options) },
    })
    const adminUrl = `postgres://postgres:${password}@127.0.0.1:${server.port}/postgres`
    return {
      port: server.port,
      adminUrl,
      ensureDatabase: (name) => ensureDatabase(adminUrl, places.home, name),
      async stop() {
        await server.stop()
        unlock()
      },
    }
  } catch (error) {
    unlock()
    throw error
  }
}

const settingsOf = ({ maxConnections = 200, settings }: EmbeddedPostgresOptions) => ({
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: String(maxConnections),
  jit: 'off',
  // A failing statement may hold a password; its error alone is enough to act on.
  log_min_error_statement: 'panic',
  ...settings,
})
