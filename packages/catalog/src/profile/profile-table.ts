import { type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import { coarseRange } from './coarsen.ts'
import {
  type ColumnFacts,
  columnKind,
  exclusionReason,
  isLevels,
  maximumCategories,
  maximumLevels,
} from './column-kind.ts'
import type { ColumnProfile, Profile } from './profile.ts'
import { readHeader } from './read-header.ts'
import type { TableColumn, TableReader } from './table-reader.ts'

export interface ProfileOptions {
  /** Units by column name, for headers that do not say them. */
  readonly declaredUnits?: Readonly<Record<string, string>>
  /** Rows that must share a value before it may be named; default 10. */
  readonly minimumCount?: number
  /** Columns that the owner keeps out of training. */
  readonly exclude?: readonly string[]
}

/** Rows that must share a value before it may leave the owner. */
export const defaultMinimumCount = 10

/**
 * Profiles a table where it lies: kinds, units, exact figures, and bounds that are safe to publish.
 * The result stays with the owner. Errors: `input.invalid` when an option names an unknown column.
 */
export async function profileTable(
  reader: TableReader,
  options: ProfileOptions = {},
): Promise<Result<Profile, DomainError<'input.invalid'>>> {
  const { declaredUnits = {}, minimumCount = defaultMinimumCount, exclude = [] } = options
  const names = new Set(reader.columns.map(({ name }) => name))
  const unknown = [...exclude, ...Object.keys(declaredUnits)].find((name) => !names.has(name))
  if (unknown !== undefined) {
    const message = `the table has no column ${unknown}; it has ${[...names].slice(0, 20).join(', ')}`
    return err(domainError('input.invalid', message, { at: unknown }))
  }
  const columns: ColumnProfile[] = []
  for (const column of reader.columns) {
    const profile = await profileColumn(reader, column, minimumCount)
    const unit = declaredUnits[column.name] ?? profile.unit
    const excluded = exclude.includes(column.name) ? 'owner' : profile.excluded
    columns.push({ ...profile, ...(unit && { unit }), ...(excluded && { excluded }) })
  }
  return ok({ rows: reader.rows, minimumCount, columns })
}

async function profileColumn(
  reader: TableReader,
  column: TableColumn,
  minimumCount: number,
): Promise<ColumnProfile> {
  const { name } = column
  const values = await reader.summarize(name)
  const numbers = column.type === 'number' ? await reader.summarizeNumbers(name) : undefined
  const few = values.distinct <= (column.type === 'number' ? maximumLevels : maximumCategories)
  const counted = few && column.type !== 'datetime'
  const frequent = counted ? await reader.valueCounts(name, maximumCategories) : undefined
  const facts: ColumnFacts = { column, values, numbers, frequent, minimumCount }
  const kind = columnKind(facts)
  const named = kind === 'categorical' || kind === 'boolean' || isLevels(facts)
  const excluded = exclusionReason(kind, values)
  return {
    name,
    ...readHeader(name),
    kind,
    present: values.present,
    missing: values.missing,
    distinct: values.distinct,
    ...(numbers && { numbers }),
    ...(kind === 'numeric' && numbers && (await safeRange(reader, facts))),
    ...(named && { values: frequent }),
    ...(excluded && { excluded }),
  }
}

/**
 * Bounds between the first and the last hundredth of the numbers, but at least `minimumCount` rows away
 * from either end, so that no single row moves them; then rounded outwards past every rare value.
 */
async function safeRange(
  reader: TableReader,
  { column, values, numbers, minimumCount }: ColumnFacts,
): Promise<Pick<ColumnProfile, 'coarseRange'>> {
  const tail = Math.max(0.01, minimumCount / values.present)
  if (tail > 0.25 || numbers === undefined) return {}
  const [low, high] = await reader.quantiles(column.name, [tail, 1 - tail])
  if (low === undefined || high === undefined) return {}
  const range = await coarseRange(low, high, async (value) => {
    if (value === numbers.minimum || value === numbers.maximum) return true
    const rows = await reader.occurrences(column.name, value)
    return rows > 0 && rows < minimumCount
  })
  return range ? { coarseRange: range } : {}
}
