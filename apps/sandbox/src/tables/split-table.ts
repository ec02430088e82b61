import type { DatasetDescription, TableReader } from '@lianshu/catalog'
import { type DomainError, domainError, err, ok, type Result, seededRandom } from '@lianshu/kernel'
import {
  checkSplit,
  maximumOwners,
  minimumOwners,
  minimumRowsPerOwner,
  type SplitRequest,
} from './check-split.ts'
import { type Cell, csvLine } from './csv.ts'
import type { OwnerTable } from './owner-table.ts'

export interface SplitTables {
  readonly owners: readonly OwnerTable[]
  /** Rows that went to nobody: no value in the split column, or a value that too few rows share. */
  readonly leftOut: number
}

/**
 * Splits any table over owners: at random in equal parts, or one owner per value of a column. The same
 * seed gives the same parts.
 * @returns the errors of checkSplit, and `input.invalid` when a column gives too few or too many owners
 */
export async function splitTable(
  table: TableReader,
  request: SplitRequest,
): Promise<Result<SplitTables, DomainError>> {
  const checked = await checkSplit(table, request)
  if (!checked.ok) return checked
  const assigned =
    request.split === 'iid'
      ? ok(dealOut(table.rows, request.owners, request.seed))
      : await assignByValue(table, request.split.by)
  if (!assigned.ok) return assigned
  const { labels, ownerOf } = assigned.value
  const header = table.columns.map(({ name }) => name)
  const lines: string[][] = labels.map(() => [])
  let at = 0
  for await (const batch of table.batches(header)) {
    for (let row = 0; row < batch.rows; row++, at++) {
      const cells = batch.columns.map((column): Cell => column[row] ?? null)
      lines[ownerOf[at]!]?.push(csvLine(cells))
    }
  }
  const owners = labels.map((label, index): OwnerTable => {
    const number = String(index + 1).padStart(2, '0')
    return {
      slug: `owner-${number}`,
      name: { zh: `数据方 ${number}`, en: `Owner ${number}` },
      file: 'table.csv',
      description: describe(request, label),
      header,
      lines: lines[index]!,
    }
  })
  const kept = lines.reduce((sum, part) => sum + part.length, 0)
  return ok({ owners, leftOut: table.rows - kept })
}

interface Assignment {
  /** Words for each owner's part. */
  readonly labels: readonly string[]
  /** Owner's position per row, -1 for nobody. */
  readonly ownerOf: Int32Array
}

/** Deals shuffled rows out one by one, so that parts differ by one row at most. */
function dealOut(rows: number, owners: number, seed: number): Assignment {
  const random = seededRandom(`split:${seed}`)
  const order = Uint32Array.from({ length: rows }, (_, row) => row)
  const ownerOf = new Int32Array(rows)
  for (let left = rows; left > 0; left--) {
    const drawn = Math.floor(random.unit() * left)
    ownerOf[order[drawn]!] = left % owners
    order[drawn] = order[left - 1]!
  }
  return { labels: Array.from({ length: owners }, (_, owner) => `${owner + 1}/${owners}`), ownerOf }
}

async function assignByValue(
  table: TableReader,
  by: string,
): Promise<Result<Assignment, DomainError>> {
  const counts = await table.valueCounts(by, 1000)
  const groups = counts
    .filter(({ count }) => count >= minimumRowsPerOwner)
    .map(({ value }) => value)
    .sort()
  if (groups.length < minimumOwners || groups.length > maximumOwners) {
    const found = `"${by}" has ${groups.length} values with at least ${minimumRowsPerOwner} rows`
    const message = `${found}; between ${minimumOwners} and ${maximumOwners} are needed, one per owner.`
    return err(domainError('input.invalid', message, { at: 'split' }))
  }
  const positions = new Map(groups.map((value, position) => [value, position]))
  const ownerOf = new Int32Array(table.rows).fill(-1)
  let at = 0
  for await (const batch of table.batches([by])) {
    for (const cell of batch.columns[0]!) {
      ownerOf[at++] = positions.get(String(cell)) ?? -1
    }
  }
  return ok({ labels: groups.map((value) => `${by} = ${value}`), ownerOf })
}

const describe = ({ target }: SplitRequest, part: string): DatasetDescription => ({
  title: { zh: `${target} 数据（${part}）`, en: `Rows about ${target} (${part})` },
  description: {
    zh: `用户提供的表格按参与方划分后的一份（${part}），可用于预测“${target}”。`,
    en: `One part (${part}) of a table that the user brought, for predicting "${target}".`,
  },
  keywords: [target],
  industry: 'cross',
  scenario: { zh: `预测${target}`, en: `Predicting ${target}` },
  task: 'prediction',
  modality: 'table',
  level: 'general',
  simulated: false,
})
