import type { CellType, ColumnBatch, TableReader } from './table-reader.ts'

export type ArrayCell = number | string | boolean | null

/** A TableReader over arrays in memory, by the same rules as one over a file: for tests and previews. */
export function arrayTable(
  columns: Readonly<Record<string, readonly ArrayCell[]>>,
  types: Readonly<Record<string, CellType>> = {},
): TableReader {
  const cells = (name: string): readonly ArrayCell[] => {
    const found = Object.hasOwn(columns, name) ? columns[name] : undefined
    if (found === undefined) throw new TypeError(`the table has no column ${name}`)
    return found
  }
  const present = (name: string) =>
    cells(name).filter(
      (cell): cell is number | string | boolean =>
        cell !== null && (typeof cell !== 'number' || Number.isFinite(cell)),
    )
  const numbers = (name: string) =>
    present(name)
      .filter((cell) => typeof cell === 'number')
      .sort((left, right) => left - right)
  const typeOf = (name: string): CellType => {
    const sample = present(name)[0]
    if (types[name]) return types[name]
    return typeof sample === 'string' ? 'text' : typeof sample === 'boolean' ? 'boolean' : 'number'
  }
  const counts = (name: string) => {
    const counted = new Map<string, number>()
    for (const cell of present(name)) {
      counted.set(String(cell), (counted.get(String(cell)) ?? 0) + 1)
    }
    return counted
  }
  const names = Object.keys(columns)
  const rows = names.length === 0 ? 0 : cells(names[0]!).length
  return {
    columns: names.map((name) => ({ name, type: typeOf(name) })),
    rows,
    async summarize(name) {
      const values = present(name)
      const longest =
        typeOf(name) === 'text' ? Math.max(0, ...values.map((cell) => String(cell).length)) : 0
      const distinct = counts(name).size
      return { present: values.length, missing: rows - values.length, distinct, longest }
    },
    async summarizeNumbers(name) {
      const sorted = numbers(name)
      if (sorted.length === 0) return undefined
      const whole = sorted.every(Number.isInteger)
      return { minimum: sorted[0]!, maximum: sorted.at(-1)!, whole }
    },
    async quantiles(name, shares) {
      const sorted = numbers(name)
      return shares.map((share) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!)
    },
    async valueCounts(name, limit) {
      return [...counts(name)]
        .map(([value, count]) => ({ value, count }))
        .sort((left, right) => right.count - left.count || (left.value < right.value ? -1 : 1))
        .slice(0, limit)
    },
    async occurrences(name, value) {
      return numbers(name).filter((number) => number === value).length
    },
    async *batches(wanted): AsyncGenerator<ColumnBatch> {
      yield {
        rows,
        columns: wanted.map((name) =>
          typeOf(name) === 'number'
            ? Float64Array.from(cells(name), (cell) =>
                typeof cell === 'number' && Number.isFinite(cell) ? cell : Number.NaN,
              )
            : cells(name).map((cell) => (cell === null ? null : String(cell))),
        ),
      }
    },
    close() {},
  }
}
