import { type CatalogFilter, type FilterCriterion, filterProperties } from '@lianshu/catalog'
import {
  and,
  arrayContains,
  arrayOverlaps,
  eq,
  gt,
  gte,
  lt,
  lte,
  not,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import { catalogEntries } from './schema/catalog.ts'

/** A filter as a condition on the columns that were filled when the entry was published. */
export function filterSql(filter: CatalogFilter): SQL | undefined {
  if ('all' in filter) return and(...filter.all.map(filterSql))
  if ('any' in filter) return or(...filter.any.map(filterSql))
  const kind = filterProperties.find(({ name }) => name === filter.property)?.kind
  return kind === 'word' ? wordSql(filter) : orderedSql(filter)
}

function wordSql({ property, operator, values }: FilterCriterion): SQL {
  const words = values.map((value) => `${property}=${value}`)
  if (operator === 'in') return arrayOverlaps(catalogEntries.words, words)
  const has = arrayContains(catalogEntries.words, words)
  return operator === '!=' ? not(has) : has
}

const comparisons = { '=': eq, '<': lt, '<=': lte, '>': gt, '>=': gte } as const

function orderedSql({ property, operator, values: [value] }: FilterCriterion): SQL {
  const compare = comparisons[operator as keyof typeof comparisons]
  return property === 'rows'
    ? compare(catalogEntries.rows, Number(value))
    : compare(catalogEntries.modified, sql`${value}::timestamptz`)
}
