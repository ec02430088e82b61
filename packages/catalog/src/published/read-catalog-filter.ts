import { type DomainError, DomainFailure, domainError, err, ok, type Result } from '@lianshu/kernel'
import { type CatalogFilter, filterBounds } from './catalog-filter.ts'
import { readCriterion } from './read-criterion.ts'

/** What a catalogue request asks for beyond "everything that I may see". */
export interface CatalogQuery {
  readonly filter?: CatalogFilter
  /** Entries on a page, when the asker wants fewer than there would be. */
  readonly limit?: number
}

type Members = Readonly<Record<string, unknown>>
type Refuse = (message: string, at: string, code?: 'input.invalid' | 'input.unsupported') => never

/**
 * Reads the `filter` of a CatalogRequestMessage: a list of criteria that must all hold. A criterion is
 * `{operandLeft, operator, operandRight}`, `{and: […]}` or `{or: […]}`; a QuerySpec of Eclipse EDC is taken,
 * too, for its `filterExpression` and `limit`. Errors: `input.unsupported` for what the catalogue cannot
 * do, `input.invalid` for what makes no sense, both with the place.
 */
export function readCatalogFilter(
  filter: readonly unknown[],
): Result<CatalogQuery, DomainError<'input.invalid' | 'input.unsupported'>> {
  try {
    const count = { left: filterBounds.criteria }
    const queries = filter.map((item, index) => readItem(item, `$.filter[${index}]`, count))
    const all = queries.flatMap(({ filter: one }) => one ?? [])
    const limit = queries.flatMap((query) => query.limit ?? [])[0]
    return ok({ ...(all.length > 0 && { filter: { all } }), ...(limit && { limit }) })
  } catch (error) {
    if (!(error instanceof DomainFailure)) throw error
    return err(error.error as DomainError<'input.invalid' | 'input.unsupported'>)
  }
}

interface Count {
  left: number
}

function readItem(item: unknown, at: string, count: Count): CatalogQuery {
  const members = membersOf(item, at)
  const isQuery = ['filterExpression', 'offset', 'limit', 'sortOrder', 'sortField'].some(
    (name) => name in members,
  )
  if (isQuery) return readQuerySpec(members, at, count)
  // What nothing is asked of matches everything: the conformance kits send it.
  return Object.keys(members).length === 0 ? {} : { filter: readOne(members, at, 1, count) }
}

function readQuerySpec(members: Members, at: string, count: Count): CatalogQuery {
  const { filterExpression, offset = 0, limit, sortOrder, sortField, ...other } = members
  const unknown = Object.keys(other)[0]
  if (unknown !== undefined) refuse(`"${unknown}" is not supported in a query`, at)
  if (Number(one(offset)) !== 0)
    refuse('pages go by the Link header, not by offset', `${at}.offset`)
  if (sortField !== undefined) refuse('the order cannot be chosen', `${at}.sortField`)
  if (sortOrder !== undefined && one(sortOrder) !== 'ASC')
    refuse('the order cannot be chosen', `${at}.sortOrder`)
  const size = limit === undefined ? undefined : Number(one(limit))
  if (size !== undefined && !(Number.isInteger(size) && size > 0))
    refuse('a limit is a whole number from 1 on', `${at}.limit`, 'input.invalid')
  const place = `${at}.filterExpression`
  const all = listOf(filterExpression ?? [], place).map((item, index) =>
    readOne(membersOf(item, `${place}[${index}]`), `${place}[${index}]`, 1, count),
  )
  return { ...(all.length > 0 && { filter: { all } }), ...(size && { limit: size }) }
}

function readOne(members: Members, at: string, depth: number, count: Count): CatalogFilter {
  if (depth > filterBounds.nesting) refuse('the filter nests too deep', at)
  if (count.left-- <= 0) refuse(`a filter has at most ${filterBounds.criteria} criteria`, at)
  for (const [name, group] of [
    ['and', 'all'],
    ['or', 'any'],
  ] as const) {
    if (!(name in members)) continue
    if (Object.keys(members).length > 1) refuse(`nothing may stand beside "${name}"`, at)
    const inner = listOf(members[name], `${at}.${name}`)
    if (inner.length === 0) refuse(`"${name}" needs criteria`, `${at}.${name}`, 'input.invalid')
    const read = inner.map((item, index) => {
      const place = `${at}.${name}[${index}]`
      return readOne(membersOf(item, place), place, depth + 1, count)
    })
    return { [group]: read } as unknown as CatalogFilter
  }
  return readCriterion(members, at, refuse)
}

const vocabulary = /^(?:https:\/\/w3id\.org\/edc\/v0\.0\.1\/ns\/|edc:)/

/** The members of an object by their short names; its JSON-LD type says nothing that they do not. */
function membersOf(item: unknown, at: string): Members {
  if (typeof item !== 'object' || item === null || Array.isArray(item))
    return refuse('a criterion is an object', at, 'input.invalid')
  const named = Object.entries(item).map(([name, value]) => [name.replace(vocabulary, ''), value])
  const { '@type': _type, ...members } = Object.fromEntries(named) as Members
  return members
}

const one = (value: unknown): unknown =>
  Array.isArray(value) && value.length === 1 ? value[0] : value

function listOf(value: unknown, at: string): readonly unknown[] {
  if (Array.isArray(value)) return value
  return typeof value === 'object' && value !== null
    ? [value]
    : refuse('a list of criteria is needed', at, 'input.invalid')
}

const refuse: Refuse = (message, at, code = 'input.unsupported') => {
  throw new DomainFailure(domainError(code, `${at}: ${message}`, { at }))
}
