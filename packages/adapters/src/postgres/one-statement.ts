import { type SQL, sql } from 'drizzle-orm'
import type { Queries } from './open-database.ts'
import { sqlState } from './sql-state.ts'
import type { Work, Write } from './work.ts'

/** Work whose writes wait to be committed together. */
export interface CollectedWork extends Work {
  /** True when the work needs a transaction of its own: then nothing of it counts. */
  readonly isUnfit: () => boolean
  /** Commits all writes in one statement; false, and nothing is changed, when one that must touch a row does not. */
  commit(): Promise<boolean>
}

/**
 * Collects writes, so that a whole unit of work costs its reads and one round trip. Fit for work that
 * reads first and writes each table once; what reads its own writes, locks, or writes a table twice (where
 * the order would matter) is stopped by a throw.
 */
export function collectWork(db: Queries): CollectedWork {
  const writes: Write[] = []
  let unfit = false
  const stop = (): never => {
    unfit = true
    throw new Error('this work needs a transaction of its own')
  }
  return {
    isUnfit: () => unfit,
    reader: () => (writes.length === 0 ? db : stop()),
    atOnce: stop,
    async write(write) {
      if (writes.some(({ table }) => table === write.table)) stop()
      writes.push(write)
      return true
    },
    commit: async () => writes.length === 0 || commitTogether(db, writes),
  }
}

async function commitTogether(db: Queries, writes: readonly Write[]): Promise<boolean> {
  const parts = writes.map(({ statement }, index) => sql`${name(index)} as ${statement(db)}`)
  // Dividing by the count of touched rows ends the statement, and so undoes it, where there is none.
  const proofs = writes.flatMap(({ mustTouch }, index) =>
    mustTouch ? [sql`1 / (select count(*) from ${name(index)})`] : [],
  )
  const rows = writes.flatMap(({ told }, index) =>
    told ? [sql`(select row_to_json(${name(index)}) from ${name(index)}) as ${name(index)}`] : [],
  )
  const answer = sql.join([...proofs, ...rows, sql`1`], sql`, `)
  try {
    const [row] = await db.execute(sql`with ${sql.join(parts, sql`, `)} select ${answer}`)
    writes.forEach(({ told }, index) => {
      const touched = row?.[`write_${index}`]
      if (touched !== null && told) told(touched as Record<string, unknown>)
    })
    return true
  } catch (error) {
    if (sqlState(error) === divisionByZero) return false
    throw error
  }
}

const divisionByZero = '22012'
const name = (index: number): SQL => sql.raw(`write_${index}`)
