import { globSync } from 'node:fs'
import { dirname } from 'node:path'
import { silentLogger } from '@lianshu/kernel'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from '../embedded-postgres/start.ts'
import { migrateDatabase } from '../postgres/migrate.ts'
import { openDatabase } from '../postgres/open-database.ts'
import { temporaryHome } from './temporary-home.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The superuser's address of the tests' database server. */
    postgresAdminUrl: string
  }
}

/** The migrated database that every test database is a copy of. */
export const templateName = 'lianshu_template'

/** Where Debian and its kin put the programs of each major version. */
const systemPrograms = '/usr/lib/postgresql/*/bin/postgres'

/**
 * One server for all store tests of a run, thrown away afterwards; hence it need not be durable. It is the
 * one that we carry, or with `LIANSHU_TEST_POSTGRES=system` the newest that the system has installed.
 */
export default async function startPostgres(project: TestProject): Promise<() => Promise<void>> {
  const { directory, remove } = temporaryHome()
  const server = await startEmbeddedPostgres({
    directory,
    logger: silentLogger,
    installation: installationFrom(process.env.LIANSHU_TEST_POSTGRES),
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
  })
  const db = openDatabase({ url: await server.ensureDatabase(templateName) })
  await migrateDatabase(db)
  await db.close()
  project.provide('postgresAdminUrl', server.adminUrl)
  return async () => {
    await server.stop()
    remove()
  }
}

function installationFrom(wish: string | undefined): string | undefined {
  if (wish === undefined || wish === '') return undefined
  if (wish !== 'system') throw new Error('LIANSHU_TEST_POSTGRES is either unset or "system"')
  const versionOf = (program: string) => Number(program.split('/').at(-3))
  const [newest] = globSync(systemPrograms).sort((one, other) => versionOf(other) - versionOf(one))
  if (newest === undefined) throw new Error(`no PostgreSQL is installed at ${systemPrograms}`)
  process.stderr.write(`\nThe store tests run on the system's PostgreSQL ${versionOf(newest)}.\n\n`)
  return dirname(dirname(newest))
}
