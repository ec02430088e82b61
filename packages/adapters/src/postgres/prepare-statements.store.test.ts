import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { openTestDatabase } from '../testing/test-database.ts'

it('asks the server once about a statement, in and out of transactions', async () => {
  const { db, close } = await openTestDatabase({ poolSize: 2 })
  try {
    const own = (tx: typeof db | Parameters<Parameters<typeof db.transaction>[0]>[0]) =>
      tx.execute(sql`select statement, generic_plans + custom_plans as runs
        from pg_prepared_statements where ${1} = ${1}::int and statement like '%runs%'`)
    await db.transaction(async (tx) => {
      expect(await own(tx)).toHaveLength(1)
      await tx.transaction(async (inner) => {
        expect(await own(inner)).toEqual([expect.objectContaining({ runs: '2' })])
      })
    })
  } finally {
    await close()
  }
})
