/** A numeric column; NaN marks a missing cell. */
export interface NumericColumn {
  readonly name: string
  readonly kind: 'numeric'
  readonly values: Float64Array
}

/** A categorical column as codes into its dictionary; -1 marks a missing cell. */
export interface CategoryColumn {
  readonly name: string
  readonly kind: 'category'
  readonly dictionary: readonly string[]
  readonly codes: Int32Array
}

export type Column = NumericColumn | CategoryColumn

/** A table held column by column. Every column has `rows` cells, in the order of the owner's file. */
export interface ColumnTable {
  readonly rows: number
  readonly columns: readonly Column[]
}

/** The column of that name, if the table has it. */
export const columnNamed = (table: ColumnTable, name: string): Column | undefined =>
  table.columns.find((column) => column.name === name)

/** One cell as text, `null` when missing; numbers in their shortest exact form. */
export function cellText(column: Column, row: number): string | null {
  if (column.kind === 'category') return column.dictionary[column.codes[row]!] ?? null
  const value = column.values[row]!
  return Number.isNaN(value) ? null : String(value)
}

/**
 * The given rows of a table, in the given order.
 * @param rows positions in [0, table.rows)
 */
export function takeRows(table: ColumnTable, rows: ArrayLike<number>): ColumnTable {
  return {
    rows: rows.length,
    columns: table.columns.map((column) =>
      column.kind === 'numeric'
        ? { ...column, values: Float64Array.from(rows, (row) => column.values[row]!) }
        : { ...column, codes: Int32Array.from(rows, (row) => column.codes[row]!) },
    ),
  }
}
