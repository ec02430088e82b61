import { coarseDistinct, coarseRows, coarseShare } from './coarsen.ts'
import type { ColumnProfile, Profile } from './profile.ts'
import type { PublishedColumn, PublishedProfile, TargetTask } from './published-profile.ts'

/** Longest value that is named; longer ones are words about single things. */
const maximumValueLength = 100

/**
 * What leaves the owner: kinds, units, coarse figures, and values that enough rows share. No row, no
 * text id, no extreme, no rare value. `hide` names columns that shall not even be mentioned.
 */
export function publishProfile(
  profile: Profile,
  options: { readonly hide?: readonly string[] } = {},
): PublishedProfile {
  const { rows, minimumCount } = profile
  const shown = profile.columns.filter(({ name }) => !options.hide?.includes(name))
  const columns = shown.map((column) => publishColumn(column, minimumCount))
  return {
    version: 1,
    rows: coarseRows(rows),
    minimumCount,
    columns,
    targets: columns.flatMap((column) => {
      const task = targetTask(column)
      return task ? [{ column: column.name, task }] : []
    }),
  }
}

function publishColumn(column: ColumnProfile, minimumCount: number): PublishedColumn {
  const { name, label, unit, kind, present, missing, distinct, values, excluded } = column
  const shared = values
    ?.filter(({ value, count }) => count >= minimumCount && value.length <= maximumValueLength)
    .map(({ value }) => value)
    .sort()
  const named = shared !== undefined && shared.length > 0
  return {
    name,
    label,
    kind,
    ...(unit && { unit }),
    missingShare: coarseShare(missing / Math.max(1, present + missing)),
    // How many names there are says how many rows; of rare ones not even the number is told.
    ...(kind === 'numeric' && !named && { distinct: coarseDistinct(distinct) }),
    ...(column.coarseRange && { range: column.coarseRange }),
    ...(named && { categories: shared, otherValues: shared.length < distinct }),
    ...(excluded && { excluded }),
  }
}

/** What kind of prediction the column allows; undefined when it is no target. */
export function targetTask(column: PublishedColumn): TargetTask | undefined {
  if (column.excluded !== undefined && column.excluded !== 'owner') return undefined
  const classes = column.categories?.length ?? 0
  if (classes === 2 && !column.otherValues) return 'binary'
  if (classes >= 2 && classes <= 100) return 'multiclass'
  return column.kind === 'numeric' && column.range ? 'regression' : undefined
}
