import type { FilterOperator } from './filter-properties.ts'

/** One comparison of a published property. */
export interface FilterCriterion {
  /** The name of one of `filterProperties`. */
  readonly property: string
  readonly operator: FilterOperator
  /** One value; several for `in`. */
  readonly values: readonly string[]
}

/** What an entry must meet: a comparison, all of several, or any of several. */
export type CatalogFilter =
  | FilterCriterion
  | { readonly all: readonly CatalogFilter[] }
  | { readonly any: readonly CatalogFilter[] }

/** Bounds of one filter, so that no request costs more than a page. */
export const filterBounds = { criteria: 32, nesting: 4, values: 100, characters: 500 } as const
