import type { Feature, Target } from '@lianshu/protocol/rounds'
import type { OwnerColumn } from './owner-profile.ts'
import type { UnitConversion } from './units.ts'

// A masked sum hides one owner among others only as long as what is summed is coarse by itself: owners
// who collude know their own parts and can subtract them. So a plan may not ask a finer question about a
// column than the owner's published profile answers.

/**
 * Why an owner does not let a plan use one of its columns so; undefined when it may. A plan asks by the
 * names, ranges and categories that it lists: ids, free text and dates are no features, a range narrower
 * than the published one would turn sums into counts of single values.
 */
export function refusalOfColumn(
  wanted: Feature | Target,
  own: OwnerColumn,
  conversion: UnitConversion,
): string | undefined {
  if (own.kind === 'identifier') return 'holds ids'
  if (own.kind === 'text') return 'holds free text'
  if (own.kind === 'datetime') return 'holds dates'
  if (own.excluded === 'owner') return 'was kept out by its owner'
  if (wanted.kind !== 'numeric') return undefined
  if (own.range === undefined) {
    const isSingle = own.excluded !== undefined || own.kind === 'boolean'
    return isSingle ? undefined : 'has no published range'
  }
  const { factor, offset } = conversion
  const low = own.range.low * factor + offset
  const high = own.range.high * factor + offset
  const slack = 1e-9 * (high - low)
  return wanted.range.low <= low + slack && wanted.range.high >= high - slack
    ? undefined
    : 'is asked for in a narrower range than its owner published'
}

/**
 * The values that an owner tells apart: those it published. Another value counts as "other", whatever
 * the plan lists: a value that too few rows share must not become a column of its own.
 */
export const namedValues = (own: OwnerColumn): readonly string[] => own.categories ?? []
