import type { DuckDBValue } from '@duckdb/node-api'
import type { ColumnBatch, TableColumn, TableReader } from '@lianshu/catalog'
import { quoteName, type Session } from './session.ts'
import type { SourceColumn } from './source-columns.ts'

/** The view in which numbers are finite doubles or NULL, everything else text or NULL. */
export const tableView = 'owner_table'

const toNumber = (value: DuckDBValue | undefined) => Number(value ?? 0)

/** A reader over `tableView` of a locked session. */
export function createTableReader(
  session: Session,
  sources: readonly SourceColumn[],
  rows: number,
): TableReader {
  const columns: readonly TableColumn[] = sources.map(({ name, type }) => ({ name, type }))
  const byName = new Map(columns.map((column) => [column.name, column]))
  const known = (name: string): TableColumn => {
    const column = byName.get(name)
    if (column === undefined) throw new TypeError(`the table has no column ${name}`)
    return column
  }
  /** Runs `SELECT … FROM view` with the column's quoted name. */
  const select = (name: string, build: (quoted: string) => string, rest = '') =>
    session.query(`SELECT ${build(quoteName(known(name).name))} FROM ${tableView} ${rest}`)

  return {
    columns,
    rows,
    async summarize(name) {
      const isText = known(name).type === 'text'
      const [row = []] = await select(
        name,
        (c) => `count(${c}), count(DISTINCT ${c}), ${isText ? `max(length(${c}))` : '0'}`,
      )
      const present = toNumber(row[0])
      return {
        present,
        missing: rows - present,
        distinct: toNumber(row[1]),
        longest: toNumber(row[2]),
      }
    },
    async summarizeNumbers(name) {
      const [row = []] = await select(
        name,
        (c) => `count(${c}), min(${c}), max(${c}), coalesce(bool_and(${c} = trunc(${c})), false)`,
      )
      if (toNumber(row[0]) === 0) return undefined
      return { minimum: toNumber(row[1]), maximum: toNumber(row[2]), whole: row[3] === true }
    },
    async quantiles(name, shares) {
      if (shares.length === 0) return []
      const [row = []] = await select(name, (c) =>
        shares.map((share) => `quantile_disc(${c}, ${Number(share)})`).join(', '),
      )
      return row.map(toNumber)
    },
    async valueCounts(name, limit) {
      const quoted = quoteName(known(name).name)
      const counted = await session.query(
        `SELECT ${quoted}, count(*) AS n FROM ${tableView} WHERE ${quoted} IS NOT NULL GROUP BY 1 ORDER BY n DESC, 1 LIMIT ${Math.trunc(limit)}`,
      )
      return counted.map(([value, count]) => ({ value: String(value), count: toNumber(count) }))
    },
    async occurrences(name, value) {
      const quoted = quoteName(known(name).name)
      const [row = []] = await session.query(
        `SELECT count(*) FROM ${tableView} WHERE ${quoted} = CAST($1 AS DOUBLE)`,
        [value],
      )
      return toNumber(row[0])
    },
    batches: (names) => streamBatches(session, names.map(known)),
    close: () => session.close(),
  }
}

async function* streamBatches(
  session: Session,
  columns: readonly TableColumn[],
): AsyncGenerator<ColumnBatch> {
  if (columns.length === 0) return
  const connection = await session.connect()
  try {
    const list = columns.map(({ name, type }) =>
      type === 'number' ? `coalesce(${quoteName(name)}, 'NaN'::DOUBLE)` : quoteName(name),
    )
    const result = await connection.stream(`SELECT ${list.join(', ')} FROM ${tableView}`)
    for (;;) {
      const chunk = await result.fetchChunk()
      if (chunk === null || chunk.rowCount === 0) return
      yield {
        rows: chunk.rowCount,
        columns: columns.map(({ type }, index) => {
          const cells = chunk.getColumnValues(index)
          return type === 'number'
            ? Float64Array.from(cells, toNumber)
            : cells.map((cell) => (cell === null ? null : String(cell)))
        }),
      }
    }
  } finally {
    connection.closeSync()
  }
}
