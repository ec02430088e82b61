/** How the cells of a column are read. */
export type CellType = 'number' | 'boolean' | 'text' | 'datetime'

export interface TableColumn {
  readonly name: string
  readonly type: CellType
}

/** A value as text (numbers in their shortest form, booleans as true/false) and the rows that hold it. */
export interface ValueCount {
  readonly value: string
  readonly count: number
}

export interface ValueSummary {
  readonly present: number
  readonly missing: number
  readonly distinct: number
  /** Characters of the longest value as text; 0 for numbers. */
  readonly longest: number
}

/** Exact figures of a number column; infinite cells count as missing. */
export interface NumberSummary {
  readonly minimum: number
  readonly maximum: number
  /** True when every number is whole. */
  readonly whole: boolean
}

/** Some rows of some columns, in the order of the file. Number cells are NaN when missing, others null. */
export interface ColumnBatch {
  readonly rows: number
  readonly columns: readonly (Float64Array | readonly (string | null)[])[]
}

/**
 * Reads one table where it lies. Constraints: read-only; every figure is exact and stays with the
 * owner; an unknown column name throws TypeError, because callers take names from `columns`.
 */
export interface TableReader {
  readonly columns: readonly TableColumn[]
  readonly rows: number
  summarize(column: string): Promise<ValueSummary>
  /** Undefined when the column has no finite number. */
  summarizeNumbers(column: string): Promise<NumberSummary | undefined>
  /** The values (not interpolated) at the given shares of the sorted finite numbers. */
  quantiles(column: string, shares: readonly number[]): Promise<readonly number[]>
  /** The most frequent values, most frequent first, ties by value; at most `limit`. */
  valueCounts(column: string, limit: number): Promise<readonly ValueCount[]>
  /** Rows that hold exactly this number. */
  occurrences(column: string, value: number): Promise<number>
  /** Streams the columns, in the order asked for; memory stays bounded by one batch. */
  batches(columns: readonly string[]): AsyncIterable<ColumnBatch>
  /** Ends the engine; the reader is of no use afterwards. */
  close(): void
}
