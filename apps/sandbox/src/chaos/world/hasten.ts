import type { WorldNode } from './world-node.ts'

/** Makes every message due that a side has put off, as if the time had passed. */
export async function hasten({ db }: Pick<WorldNode, 'db'>): Promise<void> {
  const sql = db.$client
  await sql`update outbox set due_at = null where due_at is not null and dead_at is null`
  await sql`select pg_notify('lianshu_outbox', '')`
}
