import { seededRandom } from '@lianshu/kernel'
import type { OwnerTable } from '../tables/index.ts'

/** Unusual cells of one owner's table. Rows and columns are parallel: `numbers[row][column]`. */
export interface OwnerCanaries {
  readonly owner: string
  readonly columns: readonly string[]
  /** Rows of numbers that nobody else has; the first two stand one below the other within the range. */
  readonly numbers: readonly (readonly number[])[]
  readonly texts: readonly { readonly name: string; readonly text: string }[]
  readonly wholeNumber: number
}

export interface Planted {
  readonly table: OwnerTable
  readonly canaries: OwnerCanaries
}

/** A column of few whole numbers that many rows share: it is read as classes, and one row differs. */
const levelColumn = 'Fixture'
const levels = [61_000_000, 62_000_000, 63_000_000]
const inRange = [10, 11]
const [lowest, highest, rareCategory, rareNumber] = [12, 13, 14, 15] as const

/**
 * Plants canaries in the numeric columns (two ordinary rows, the minimum, the maximum), the ids, the
 * categories and a column of whole numbers. Every number has 9 decimals of its own, so its 8 bytes, its
 * standardised value's and its digits occur nowhere else by chance.
 */
export function plantCanaries(
  table: OwnerTable,
  where: { readonly ids: string; readonly category: string; readonly columns: readonly string[] },
): Planted {
  const random = seededRandom(`canaries:${table.slug}`)
  const rows = table.lines.map((line) => line.split(','))
  const at = (name: string) => table.header.findIndex((column) => column.startsWith(name))
  const columns = where.columns.map((name) => table.header[at(name)]!)
  const spans = columns.map((column) => {
    const cells = rows.map((row) => row[table.header.indexOf(column)]!).filter(Boolean)
    const sorted = cells.map(Number).sort((left, right) => left - right)
    const share = (part: number) => sorted[Math.floor(part * (sorted.length - 1))]!
    return { low: share(0), quarter: share(0.25), threeQuarters: share(0.75), high: share(1) }
  })
  const unusual = (low: number, high: number): number => {
    const value = Number((low + (high - low) * (0.05 + 0.9 * random.unit())).toFixed(9))
    // Published bounds end in such digits: a canary must not look like one when it is rounded.
    return /[05]$/.test(value.toPrecision(4)) ? unusual(low, high) : value
  }
  const numbers = [
    ...inRange.map(() => spans.map((span) => unusual(span.quarter, span.threeQuarters))),
    spans.map(({ low, high }) => unusual(low - (high - low), low)),
    spans.map(({ low, high }) => unusual(high, high + (high - low))),
  ]
  for (const [index, row] of [...inRange, lowest, highest].entries()) {
    for (const [position, column] of columns.entries())
      rows[row]![table.header.indexOf(column)] = String(numbers[index]![position])
  }
  const word = (kind: string) =>
    `${kind}Ωq${Math.floor(1e12 + random.unit() * 1e12).toString(36)}北"/x`
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
  const ids = [...inRange, lowest, highest, rareCategory, rareNumber].map((row) => {
    const id = word('id')
    rows[row]![at(where.ids)] = quoted(id)
    return { name: `the id of row ${row}`, text: id }
  })
  const category = word('kind')
  rows[rareCategory]![at(where.category)] = quoted(category)
  const wholeNumber = 61_000_000 + Math.floor(random.unit() * 1_999_999)
  const level = (row: number) => (row === rareNumber ? wholeNumber : levels[row % levels.length])
  return {
    table: {
      ...table,
      header: [...table.header, levelColumn],
      lines: rows.map((row, index) => [...row, level(index)].join(',')),
    },
    canaries: {
      ...{ owner: table.slug, columns, numbers, wholeNumber },
      texts: [...ids, { name: 'the rarest category', text: category }],
    },
  }
}
