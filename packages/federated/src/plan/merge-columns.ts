import type { CoarseRange, Feature } from '@lianshu/protocol/rounds'
import { findColumn, type LeftOut, type OwnerColumn, type OwnerProfile } from './owner-profile.ts'
import { type UnitConversion, unitConversion } from './units.ts'

// What the plan schema allows per feature; the rarest beyond fall into "other".
const categoryLimit = 200

/** One column as the plan takes it from all owners, or why it does not. */
export function mergeColumn(
  profiles: readonly OwnerProfile[],
  first: OwnerColumn,
): Feature | LeftOut {
  const column = first.label
  const all = profiles.map((profile) => findColumn(profile, first.label))
  const present = all.filter((own) => own !== undefined)
  if (present.length < all.length) return { column, reason: 'not-common' }
  for (const own of present) {
    if (own.kind === 'identifier') return { column, reason: 'identifier' }
    if (own.kind === 'text') return { column, reason: 'free-text' }
    if (own.kind === 'datetime') return { column, reason: 'datetime' }
  }
  // Constant or empty at one owner may still tell at another; an owner's own exclusion always counts.
  if (present.some((own) => own.excluded === 'owner')) return { column, reason: 'owner' }
  const telling = present.filter((own) => own.excluded === undefined)
  if (telling.length === 0) return { column, reason: reasonOf(present[0]!) }
  return telling.some(isMeasured) && present.every(isNumber)
    ? mergeNumeric(column, present)
    : mergeCategories(column, present)
}

const isMeasured = (own: OwnerColumn) => own.kind === 'numeric' && own.range !== undefined

/** Numbers of which one owner happens to have 0 and 1 only are published there as boolean. */
const isNumber = ({ kind, categories = [] }: OwnerColumn) =>
  kind === 'numeric' ||
  (kind === 'boolean' && categories.every((value) => value === '0' || value === '1'))

const reasonOf = ({ excluded }: OwnerColumn): LeftOut['reason'] =>
  excluded === 'empty' ? 'empty' : 'constant'

/** In the unit of the first owner that names one; the range spans all owners' coarse ranges. */
export function mergeNumeric(column: string, owners: readonly OwnerColumn[]): Feature | LeftOut {
  const unit = owners.find((own) => own.unit !== undefined)?.unit
  const ranges: CoarseRange[] = []
  for (const own of owners.filter((candidate) => candidate.excluded === undefined)) {
    const conversion = unitConversion(own.unit, unit)
    if (!conversion) return { column, reason: 'unit' }
    if (own.range) ranges.push(convertRange(own.range, conversion))
  }
  if (ranges.length === 0) return { column, reason: 'no-range' }
  const range = {
    low: Math.min(...ranges.map(({ low }) => low)),
    high: Math.max(...ranges.map(({ high }) => high)),
  }
  return { column, kind: 'numeric', ...(unit !== undefined && { unit }), range }
}

function mergeCategories(column: string, owners: readonly OwnerColumn[]): Feature | LeftOut {
  const categories = unionOf(owners.map((own) => own.categories ?? [])).slice(0, categoryLimit)
  if (categories.length > 0) return { column, kind: 'categorical', categories }
  // Of few rows neither a range nor values are published: what is missing is the range.
  const reason = owners.some(({ kind }) => kind === 'numeric') ? 'no-range' : 'no-categories'
  return { column, reason }
}

/** All values of the lists in one order that does not depend on the owners' order. */
export const unionOf = (lists: readonly (readonly string[])[]): string[] =>
  [...new Set(lists.flat())].sort((left, right) => compareValues(left, right))

/** Numbers by size, other text by code units; numbers first. */
function compareValues(left: string, right: string): number {
  const [a, b] = [Number(left), Number(right)]
  const [leftIsNumber, rightIsNumber] = [!Number.isNaN(a), !Number.isNaN(b)]
  if (leftIsNumber && rightIsNumber && a !== b) return a - b
  if (leftIsNumber !== rightIsNumber) return leftIsNumber ? -1 : 1
  return left < right ? -1 : left > right ? 1 : 0
}

function convertRange({ low, high }: CoarseRange, { factor, offset }: UnitConversion): CoarseRange {
  return { low: low * factor + offset, high: high * factor + offset }
}
