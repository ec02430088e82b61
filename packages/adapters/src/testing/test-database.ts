import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { inject } from 'vitest'
import { type Database, openDatabase } from '../postgres/open-database.ts'
import { templateName } from './start-postgres.ts'

export interface TestDatabase {
  readonly db: Database
  readonly url: string
  /** Closes the pool; the database goes with the server of the run. */
  close(): Promise<void>
}

/** A migrated, empty database of this test's own, in some tens of milliseconds. */
export async function openTestDatabase(options: { poolSize?: number } = {}): Promise<TestDatabase> {
  const adminUrl = inject('postgresAdminUrl')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const admin = postgres(adminUrl, { max: 1, onnotice() {} })
  await admin`create database ${admin(name)} template ${admin(templateName)}`
  await admin.end()
  const url = new URL(adminUrl)
  url.pathname = `/${name}`
  const db = openDatabase({ url: url.href, ...options })
  return { db, url: url.href, close: () => db.close() }
}
