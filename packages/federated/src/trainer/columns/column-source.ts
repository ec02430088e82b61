import type { Column, ColumnTable } from './column-table.ts'

/** Some rows of the asked columns: numbers with NaN for a missing cell, else texts with null. */
export interface SourceBatch {
  readonly rows: number
  readonly columns: readonly (Float64Array | readonly (string | null)[])[]
}

/** A table read where it lies, in batches; an adapter's table reader fits as it is. */
export interface ColumnSource {
  readonly rows: number
  readonly columns: readonly { readonly name: string; readonly type: string }[]
  /** All rows in the order of the table. */
  batches(columns: readonly string[]): AsyncIterable<SourceBatch>
}

/**
 * Reads the named columns into memory, numbers as they are and texts as codes.
 * @param names columns of the source, each once
 */
export async function readSource(
  source: ColumnSource,
  names: readonly string[],
): Promise<ColumnTable> {
  const isNumber = (name: string) =>
    source.columns.find((column) => column.name === name)?.type === 'number'
  const builders = names.map((name) => (isNumber(name) ? numericBuilder : categoryBuilder)(name))
  let rows = 0
  for await (const batch of source.batches(names)) {
    builders.forEach((builder, index) => {
      builder.add(batch.columns[index]!)
    })
    rows += batch.rows
  }
  return { rows, columns: builders.map((builder) => builder.build()) }
}

interface ColumnBuilder {
  add(cells: SourceBatch['columns'][number]): void
  build(): Column
}

function numericBuilder(name: string): ColumnBuilder {
  const batches: Float64Array[] = []
  return {
    add: (cells) => batches.push(Float64Array.from(cells as Float64Array)),
    build() {
      const values = new Float64Array(batches.reduce((sum, batch) => sum + batch.length, 0))
      let at = 0
      for (const batch of batches) {
        values.set(batch, at)
        at += batch.length
      }
      return { name, kind: 'numeric', values }
    },
  }
}

function categoryBuilder(name: string): ColumnBuilder {
  const codeOf = new Map<string, number>()
  const codes: number[] = []
  return {
    add(cells) {
      for (const cell of cells as readonly (string | null)[]) {
        if (cell === null) codes.push(-1)
        else {
          if (!codeOf.has(cell)) codeOf.set(cell, codeOf.size)
          codes.push(codeOf.get(cell)!)
        }
      }
    },
    build: () => ({
      name,
      kind: 'category',
      dictionary: [...codeOf.keys()],
      codes: Int32Array.from(codes),
    }),
  }
}
