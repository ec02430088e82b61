import type { Transactor } from '@lianshu/kernel'
import type { Database, Queries } from './open-database.ts'

/** serialization_failure and deadlock_detected: Postgres undid everything, so trying again is right. */
const retryable = new Set(['40001', '40P01'])

/** The SQLSTATE of a database error, also when the query builder wrapped it. */
export function sqlState(error: unknown): string | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string' && /^[0-9A-Z]{5}$/.test(cause.code)) {
      return cause.code
    }
  }
  return undefined
}

/**
 * A Transactor whose stores are bound to one read-committed transaction by `bind`. Work that loses to
 * a deadlock or a serialization failure runs again, up to `attempts` times; every other throw rolls
 * back and passes through unchanged.
 */
export function createTransactor<Stores>(
  db: Database,
  bind: (tx: Queries) => Stores,
  attempts = 5,
): Transactor<Stores> {
  return {
    async run(work) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await db.transaction((tx) => work(bind(tx)))
        } catch (error) {
          if (attempt >= attempts || !retryable.has(sqlState(error) ?? '')) throw error
        }
      }
    },
  }
}
