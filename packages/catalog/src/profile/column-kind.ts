import type { ColumnKind, ExclusionReason } from './published-profile.ts'
import type { NumberSummary, TableColumn, ValueCount, ValueSummary } from './table-reader.ts'

/** Columns with more different values than this are never read as categories. */
export const maximumCategories = 200
/** Whole numbers with up to this many different values may be classes. */
export const maximumLevels = 20
/** Below this many rows nothing is said about uniqueness: ten different names may well be categories. */
const enoughRows = 20

const idName =
  /(^|[^a-z])(id|uid|udi|uuid|guid|serial|sn|barcode|index|row|no)([^a-z]|$)|编号|序号|流水号|条码|身份证/i

export interface ColumnFacts {
  readonly column: TableColumn
  readonly values: ValueSummary
  readonly numbers?: NumberSummary
  /** The most frequent values, when they were counted. */
  readonly frequent?: readonly ValueCount[]
  readonly minimumCount: number
}

/** What a column is, judged by its values and, only for identifiers, by its name as well. */
export function columnKind(facts: ColumnFacts): ColumnKind {
  const { column, values } = facts
  if (column.type === 'datetime') return 'datetime'
  if (column.type === 'boolean') return 'boolean'
  if (column.type === 'number') return numberKind(facts)
  const unique = values.distinct / Math.max(1, values.present)
  if (values.present >= enoughRows && unique >= 0.9) return 'identifier'
  if (idName.test(column.name) && values.distinct > maximumLevels && unique >= 0.2) {
    return 'identifier'
  }
  return sharedValues(facts) ? 'categorical' : 'text'
}

function numberKind({ column, values, numbers }: ColumnFacts): ColumnKind {
  if (numbers === undefined || !numbers.whole) return 'numeric'
  const { minimum, maximum } = numbers
  if (values.distinct === 2 && minimum === 0 && maximum === 1) return 'boolean'
  const unique = values.distinct === values.present && values.present >= enoughRows
  const sequence = maximum - minimum + 1 <= values.present * 1.1
  return unique && (sequence || idName.test(column.name)) ? 'identifier' : 'numeric'
}

/** True when most rows hold values that enough other rows hold as well. */
function sharedValues({ values, frequent = [], minimumCount }: ColumnFacts): boolean {
  if (values.distinct > maximumCategories || values.longest > 100) return false
  const shared = frequent.filter(({ count }) => count >= minimumCount)
  return sum(shared) >= values.present / 2
}

/** The values of a number column as classes, when they are few, whole, and shared by nearly all rows. */
export function isLevels({ values, numbers, frequent = [], minimumCount }: ColumnFacts): boolean {
  if (!numbers?.whole || values.distinct > maximumLevels) return false
  const shared = frequent.filter(({ count }) => count >= minimumCount)
  return shared.length >= 2 && sum(shared) >= values.present * 0.9
}

const sum = (counts: readonly ValueCount[]) => counts.reduce((all, { count }) => all + count, 0)

/** Why a column should not train a model, if there is a reason. */
export function exclusionReason(
  kind: ColumnKind,
  values: ValueSummary,
): ExclusionReason | undefined {
  if (values.present === 0) return 'empty'
  if (values.distinct === 1) return 'constant'
  if (kind === 'identifier') return 'identifier'
  if (kind === 'text') return 'free-text'
  if (kind === 'datetime') return 'datetime'
  return undefined
}
