import type { Transactor } from '@lianshu/kernel'
import { collectWork } from './one-statement.ts'
import type { Database } from './open-database.ts'
import { sqlState } from './sql-state.ts'
import { immediateWork, type Work } from './work.ts'

/** serialization_failure and deadlock_detected: Postgres undid everything, so trying again is right. */
const retryable = new Set(['40001', '40P01'])

/**
 * A Transactor whose stores are bound to one unit of work by `bind`: read committed, and committed in one
 * statement where that can be; else, and to find out what was in its way, in a transaction. Work that
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
  try {
    const result = await work(collected)
    if (!collected.isUnfit() && (await collected.commit())) return result
  } catch (error) {
    if (!collected.isUnfit()) throw error
  }
  const told: (() => void)[] = []
  const result = await db.transaction((tx) => work(immediateWork(tx, (tell) => told.push(tell))))
  for (const tell of told) tell()
  return result
}
