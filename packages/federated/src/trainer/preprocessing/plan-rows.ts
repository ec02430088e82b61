import { type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import {
  type CoarseRange,
  type Feature,
  statisticsClamp,
  type TrainingPlan,
} from '@lianshu/protocol/rounds'
import { type Column, type ColumnTable, cellText, columnNamed } from '../columns/column-table.ts'
import { type ColumnMapping, mappingOf } from './column-mapping.ts'

/**
 * An owner's usable rows in the plan's terms, column by column.
 * Numbers are in the plan's unit, features held within `statisticsClamp` times the coarse range; NaN is
 * a missing number. Categories are positions in the plan's list, with the list's length for every
 * other value and -1 for a missing one.
 */
export interface PlanRows {
  readonly rows: number
  readonly features: readonly Float64Array[]
  /** Class positions, or numbers in the plan's unit; never NaN. */
  readonly target: Float64Array
  /** Where each row stands in the owner's table. */
  readonly positions: Uint32Array
  /** Rows left out because their target is missing or not one of the plan's classes. */
  readonly leftOut: number
}

/**
 * Reads a table in the plan's terms.
 * @returns `data.unfit` when a column is missing or of the wrong kind, `data.empty` when no row has a
 *   usable target
 */
export function planRows(
  table: ColumnTable,
  plan: TrainingPlan,
  mappings: readonly ColumnMapping[],
): Result<PlanRows, DomainError> {
  const features: Float64Array[] = []
  for (const feature of plan.features) {
    const values = readColumn(table, feature, mappings)
    if (!values.ok) return values
    features.push(values.value)
  }
  const target = readTarget(table, plan, mappings)
  if (!target.ok) return target
  const positions = Uint32Array.from(
    Array.from({ length: table.rows }, (_, row) => row).filter(
      (row) => !Number.isNaN(target.value[row]!),
    ),
  )
  if (positions.length === 0) {
    return err(
      domainError('data.empty', `No row has a usable value of "${plan.target.column}".`, {
        at: plan.target.column,
      }),
    )
  }
  const usable = (values: Float64Array) => Float64Array.from(positions, (row) => values[row]!)
  return ok({
    rows: positions.length,
    features: features.map(usable),
    target: usable(target.value),
    positions,
    leftOut: table.rows - positions.length,
  })
}

function readTarget(
  table: ColumnTable,
  { target }: TrainingPlan,
  mappings: readonly ColumnMapping[],
): Result<Float64Array, DomainError> {
  if (target.kind === 'numeric') {
    const { column } = target
    return readColumn(table, { column, kind: 'numeric', range: unlimited }, mappings)
  }
  const { column, classes } = target
  const codes = readColumn(table, { column, kind: 'categorical', categories: classes }, mappings)
  if (!codes.ok) return codes
  const known = (code: number) => code >= 0 && code < classes.length
  // A plan that names few of the values there are would single out the rows that hold them.
  const present = codes.value.filter((code) => code >= 0)
  if (present.filter(known).length * 2 < present.length) {
    return unfit(column, 'has mostly values that are none of the classes')
  }
  return ok(codes.value.map((code) => (known(code) ? code : Number.NaN)))
}

function readColumn(
  table: ColumnTable,
  wanted: Feature,
  mappings: readonly ColumnMapping[],
): Result<Float64Array, DomainError> {
  const mapping = mappingOf(mappings, wanted.column)
  if (!mapping.ok) return mapping
  const column = columnNamed(table, mapping.value.source)
  if (!column) return unfit(mapping.value.source, 'is not in the table')
  if (wanted.kind === 'categorical') {
    return ok(categoryPositions(column, table.rows, wanted.categories, mapping.value))
  }
  const numbers = numbersOf(column)
  if (!numbers) return unfit(column.name, 'is not numeric')
  return ok(inPlanUnit(numbers, wanted.range, mapping.value))
}

/** A text column may hold numbers among words for missing ones ("n/a"); a column without any is refused. */
function numbersOf(column: Column): Float64Array | undefined {
  if (column.kind === 'numeric') return column.values
  const entries = column.dictionary.map((text) => (text.trim() === '' ? Number.NaN : Number(text)))
  if (entries.length > 0 && !entries.some(Number.isFinite)) return undefined
  return Float64Array.from(column.codes, (code) => entries[code] ?? Number.NaN)
}

/** Own unit → plan unit, held within the clamp around the range; infinities become NaN. */
function inPlanUnit(
  values: Float64Array,
  { low, high }: CoarseRange,
  { factor = 1, offset = 0 }: ColumnMapping,
): Float64Array {
  const reach = ((statisticsClamp - 1) * (high - low)) / 2
  return values.map((value) => {
    const converted = value * factor + offset
    if (!Number.isFinite(converted)) return Number.NaN
    return Math.min(high + reach, Math.max(low - reach, converted))
  })
}

/** A target is not clamped in its own unit: its error is, once it is standardised. */
const unlimited: CoarseRange = { low: -Number.MAX_VALUE / 4, high: Number.MAX_VALUE / 4 }

function categoryPositions(
  column: Column,
  rows: number,
  categories: readonly string[],
  { values = {}, named }: ColumnMapping,
): Float64Array {
  const mayBeNamed = named && new Set(named)
  const positions = new Map(categories.map((category, position) => [category, position]))
  const positionOf = (text: string | null): number => {
    if (text === null) return -1
    if (mayBeNamed && !mayBeNamed.has(text)) return categories.length
    const word = Object.hasOwn(values, text) ? values[text]! : text
    return positions.get(word) ?? categories.length
  }
  return Float64Array.from({ length: rows }, (_, row) => positionOf(cellText(column, row)))
}

const unfit = (column: string, why: string): Result<never, DomainError> =>
  err(domainError('data.unfit', `Column "${column}" ${why}.`, { at: column }))
