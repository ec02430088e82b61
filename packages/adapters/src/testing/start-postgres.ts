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

/** One server for all store tests of a run, thrown away afterwards; hence it need not be durable. */
export default async function startPostgres(project: TestProject): Promise<() => Promise<void>> {
  const { directory, remove } = temporaryHome()
  const server = await startEmbeddedPostgres({
    directory,
    logger: silentLogger,
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
