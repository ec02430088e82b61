import type { Transactor } from '@lianshu/kernel'
import { collectWork } from './one-statement.ts'
import type { Database } from './open-database.ts'
import { sqlState } from './sql-state.ts'
import { immediateWork, type Work } from './work.ts'

/** serialization_failure and deadlock_detected: Postgres undid everything, so trying again is right. */
const retryable = new Set(['40001', '40P01'])

/**
 * A Transactor whose stores are bound to one unit of work by `bind`: read committed, and committed in one
 * statement where that can be; else, and to find out what was in its way, in a transaction, where nothing is assumed. Work that
 * loses to a deadlock or a serialization failure runs again, up to `attempts` times; every other throw
 * rolls back and passes through unchanged.
 */
export function createTransactor<Stores>(
  db: Database,
  bind: (work: Work) => Stores,
  attempts = 5,
): Transactor<Stores> {
  return {
    async run(work) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await runOnce(db, (stores) => work(bind(stores)))
        } catch (error) {
          if (attempt >= attempts || !retryable.has(sqlState(error) ?? '')) throw error
        }
      }
    },
  }
}

async function runOnce<T>(db: Database, work: (stores: Work) => Promise<T>): Promise<T> {
  const collected = collectWork(db)
  const result = await work(collected).then(
    (value) => ({ value }),
    (error: unknown) => {
      // What was believed may have led there; in the transaction everything is read.
      if (!collected.isUnfit() && !collected.hasAssumed()) throw error
    },
  )
  if (result && !collected.isUnfit() && (await collected.commit())) return result.value
  const told: (() => void)[] = []
  const value = await db.transaction((tx) => work(immediateWork(tx, (tell) => told.push(tell))))
  for (const tell of told) tell()
  return value
}
