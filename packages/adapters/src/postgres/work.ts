import type { Query, Table } from 'drizzle-orm'
import type { Queries } from './open-database.ts'
import { type Row, run } from './statement.ts'

/** A change of one row. */
export interface Write {
  readonly table: Table
  /** An insert, update or delete that returns a row when it touched one. */
  readonly query: Query
  /** Hears what it returned, by column, once it has committed. */
  readonly told?: (row: Row) => void
  /** Hears that it has committed, where it must touch a row. */
  readonly committed?: () => void
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
  /**
   * Whether a store may answer from what it believes of a row of this table instead of reading it. True only
   * where a belief that was wrong cannot do harm: this unit must write that very row, in a way that touches none
   * when the belief was wrong, and whatever it refuses is judged again on what was read.
   */
  mayAssume(table: Table): boolean
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
  async write({ query, told, committed }) {
    const [row] = await run(db, query)
    if (row !== undefined && told) whenCommitted(() => told(row))
    if (row !== undefined && committed) whenCommitted(committed)
    return row !== undefined
  },
  atOnce: () => db,
  mayAssume: () => false,
})
