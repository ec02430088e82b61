import { type Database, openDatabase, startEmbeddedPostgres } from '@lianshu/adapters'
import type { Logger } from '@lianshu/kernel'

export interface DatabaseServer {
  /** The address of a database of its own on this server. */
  ensureDatabase(name: string): Promise<string>
  /** Resolves when the server takes queries, at once when it does. */
  ready(): Promise<void>
  /** Takes the server away and brings it back on the same port; one restart at a time. */
  restart(how: 'stopped' | 'crashed'): Promise<void>
  readonly restarts: () => number
  stop(): Promise<void>
}

/**
 * A Postgres that a campaign may restart. The harness kills processes, never the machine, so what the
 * server handed to the operating system stays: `fsync` is off, commits still wait for their log.
 */
export async function startDatabaseServer(
  directory: string,
  port: number,
  logger: Logger,
): Promise<DatabaseServer> {
  const options = { directory, port, logger, settings: { fsync: 'off' } }
  let server = await startEmbeddedPostgres(options)
  let restarts = 0
  let restarting: Promise<void> = Promise.resolve()

  const restart = async (how: 'stopped' | 'crashed') => {
    restarts++
    if (how === 'crashed') await quitAtOnce(server.adminUrl)
    await server.stop()
    server = await startEmbeddedPostgres(options)
    if (server.port !== port) throw new Error(`the port ${port} of the database was taken`)
  }
  return {
    ensureDatabase: (name) => server.ensureDatabase(name),
    ready: () => restarting,
    restart(how) {
      restarting = restarting.then(() => restart(how))
      return restarting
    },
    restarts: () => restarts,
    async stop() {
      await restarting.catch(() => {})
      await server.stop()
    },
  }
}

/** SIGQUIT to the postmaster: no session ends in order, nothing is written down. */
async function quitAtOnce(adminUrl: string): Promise<void> {
  const admin: Database = openDatabase({ url: adminUrl, poolSize: 2 })
  const [row] = await admin.$client<
    { file: string }[]
  >`select pg_read_file('postmaster.pid') as file`
  process.kill(Number(row!.file.split('\n')[0]), 'SIGQUIT')
  await admin.close()
}
