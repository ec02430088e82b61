import type { SQLWrapper, Table } from 'drizzle-orm'
import type { Queries } from './open-database.ts'

/** A change of one row: an insert, update or delete that returns a row when it touched one. */
export interface Write {
  readonly table: Table
  readonly statement: (db: Queries) => SQLWrapper & PromiseLike<readonly unknown[]>
  /** Hears what the statement returned for the row, by column, once it has committed. */
  readonly told?: (row: Readonly<Record<string, unknown>>) => void
  /** Whether everything else is void when it touches no row: a lost race, a key that is taken. */
  readonly mustTouch: boolean
}

/**
 * What stores read and write through. They cannot tell whether a write is done at once or commits later
 * with others; in the second case it counts as done, and what turns out not to be is tried again at once.
 */
export interface Work {
  /** Where to read: sees what was written before. */
  reader(): Queries
  /** False when the statement touched no row. */
  write(write: Write): Promise<boolean>
  /** Where statements run at once, for those that lock rows or go on from what they changed. */
  atOnce(): Queries
}

/**
 * Work on the pool, where each write commits by itself; or in a transaction that is open already, whose
 * owner says with `whenCommitted` how it hears of the end.
 */
export const immediateWork = (
  db: Queries,
  whenCommitted: (tell: () => void) => void = (tell) => tell(),
): Work => ({
  reader: () => db,
  async write({ statement, told }) {
    const [row] = await statement(db)
    if (row !== undefined && told) whenCommitted(() => told(row as Record<string, unknown>))
    return row !== undefined
  },
  atOnce: () => db,
})
