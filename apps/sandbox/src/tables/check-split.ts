import type { TableReader } from '@lianshu/catalog'
import { type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import { nameHint } from './name-hint.ts'

export interface SplitRequest {
  /** The column to predict. */
  readonly target: string
  /** Columns that nobody may use; they stay in the files, as they would in a plant. */
  readonly exclude: readonly string[]
  /** How many owners share the table at random; for a split by column, the column decides. */
  readonly owners: number
  readonly split: 'iid' | { readonly by: string }
  readonly seed: number
}

export const minimumOwners = 3
export const maximumOwners = 20
/**
 * A profile publishes a number's range only where enough rows hide each one, from 40 values on; missing
 * cells count against it. Of an owner with fewer rows no plan could take a numeric column.
 */
export const minimumRowsPerOwner = 50

/**
 * Looks at a table before anything is written. `input.invalid`: an unknown column name, a number of
 * owners that cannot be; `data.unfit`: a target that cannot be predicted, or no column to learn from;
 * `data.empty`: too few rows.
 */
export async function checkSplit(
  table: TableReader,
  { target, exclude, owners, split }: SplitRequest,
): Promise<Result<void, DomainError>> {
  const names = table.columns.map(({ name }) => name)
  const invalid = (message: string, at: string) =>
    err(domainError('input.invalid', message, { at }))
  const by = split === 'iid' ? [] : [split.by]
  for (const [option, name] of [
    ['target', target],
    ...exclude.map((column) => ['exclude', column] as const),
    ...by.map((column) => ['split', column] as const),
  ] as const) {
    if (!names.includes(name)) {
      return invalid(`The table has no column "${name}"; ${nameHint(name, names)}`, option)
    }
  }
  if (exclude.includes(target)) return invalid('The target is excluded itself.', 'exclude')
  if (by.includes(target))
    return invalid('A split by the target gives every owner one class.', 'split')
  if (split === 'iid' && (owners < minimumOwners || owners > maximumOwners)) {
    return invalid(
      `Between ${minimumOwners} and ${maximumOwners} owners can share a table.`,
      'owners',
    )
  }
  const needed = minimumRowsPerOwner * (split === 'iid' ? owners : minimumOwners)
  if (table.rows < needed) {
    const message = `The table has ${table.rows} rows; ${needed} are the least, ${minimumRowsPerOwner} for each owner.`
    return err(domainError('data.empty', message))
  }
  if (names.every((name) => name === target || exclude.includes(name))) {
    return invalid('No column is left to learn from: all are excluded.', 'exclude')
  }
  return checkTarget(table, target)
}

async function checkTarget(table: TableReader, target: string): Promise<Result<void, DomainError>> {
  const unfit = (why: string) =>
    err(domainError('data.unfit', `"${target}" cannot be predicted: ${why}.`, { at: 'target' }))
  const { type } = table.columns.find(({ name }) => name === target)!
  const { present, distinct } = await table.summarize(target)
  if (present === 0) return unfit('it has no usable value')
  if (distinct < 2) return unfit('all rows have the same value')
  if (type === 'datetime') return unfit('it holds times')
  if (type === 'text' && (distinct > 100 || distinct >= present / 2)) {
    return unfit(`its ${distinct} different texts look like ids or free text`)
  }
  return ok(undefined)
}
