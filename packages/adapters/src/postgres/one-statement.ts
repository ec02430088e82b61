import type { Query, Table } from 'drizzle-orm'
import type { Queries } from './open-database.ts'
import { sqlState } from './sql-state.ts'
import { type Row, run } from './statement.ts'
import type { Work, Write } from './work.ts'

/** Work whose writes wait to be committed together. */
export interface CollectedWork extends Work {
  /** True when the work needs a transaction of its own: then nothing of it counts. */
  readonly isUnfit: () => boolean
  /** True when stores answered from what they believe: a refusal is to be judged again. */
  readonly hasAssumed: () => boolean
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
  const assumed = new Set<Table>()
  let unfit = false
  const stop = (): never => {
    unfit = true
    throw new Error('this work needs a transaction of its own')
  }
  return {
    isUnfit: () => unfit || [...assumed].some((table) => !isSealed(writes, table)),
    hasAssumed: () => assumed.size > 0,
    mayAssume(table) {
      // What was written is not to be guessed.
      if (writes.length > 0) return false
      assumed.add(table)
      return true
    },
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

const isSealed = (writes: readonly Write[], table: Table): boolean =>
  writes.some((write) => write.table === table && write.mustTouch)

async function commitTogether(db: Queries, writes: readonly Write[]): Promise<boolean> {
  try {
    const [row] = await run(db, together(writes))
    writes.forEach(({ told, committed }, index) => {
      const touched = row?.[`write_${index}`]
      if (touched && told) told(touched as Row)
      committed?.()
    })
    return true
  } catch (error) {
    if (sqlState(error) === divisionByZero) return false
    throw error
  }
}

/** Texts of units of work, by those of their writes: there are as many as kinds of steps. */
const texts = new Map<string, string>()
const maxTexts = 1000

function together(writes: readonly Write[]): Query {
  const key = writes.map(({ query, mustTouch, told }) => `${mustTouch}${!told}${query.sql}`).join()
  const sql = texts.get(key) ?? textOf(writes)
  if (texts.size < maxTexts) texts.set(key, sql)
  return { sql, params: writes.flatMap(({ query }) => query.params) }
}

function textOf(writes: readonly Write[]): string {
  let placed = 0
  const parts = writes.map(({ query }, index) => {
    const text = query.sql.replace(/\$(\d+)/g, (_, place) => `$${Number(place) + placed}`)
    placed += query.params.length
    return `write_${index} as (${text})`
  })
  const answers = writes.flatMap(({ mustTouch, told }, index) => [
    // Dividing by the count of touched rows ends the statement, and so undoes it, where there is none.
    ...(mustTouch ? [`1 / (select count(*) from write_${index})`] : []),
    ...(told ? [`(select row_to_json(write_${index}) from write_${index}) as write_${index}`] : []),
  ])
  return `with ${parts.join(', ')} select ${[...answers, '1'].join(', ')}`
}

const divisionByZero = '22012'
