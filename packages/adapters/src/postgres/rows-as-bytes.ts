import type { Query } from 'drizzle-orm'
import type postgres from 'postgres'
import type { Queries } from './open-database.ts'
import { run } from './statement.ts'

/** A row's values in the order of its columns, each as the server wrote it: a text in UTF-8. */
export type BytesRow = readonly Uint8Array[]

/** Runs a statement for what is only passed on, and long: no text is made of it. No value may be null. */
export async function rowsAsBytes(db: Queries, query: Query): Promise<readonly BytesRow[]> {
  if ('$client' in db) {
    const client = db.$client as postgres.Sql
    return client.unsafe(query.sql, query.params as never[]).raw() as unknown as BytesRow[]
  }
  // In a transaction drizzle stands between, and knows texts only.
  const rows = await run(db, query)
  return rows.map((row) => Object.values(row).map((value) => Buffer.from(String(value))))
}
