import { type FilterCriterion, filterBounds } from './catalog-filter.ts'
import {
  type FilterKind,
  type FilterOperator,
  filterOperators,
  filterProperties,
} from './filter-properties.ts'

type Refuse = (message: string, at: string, code?: 'input.invalid' | 'input.unsupported') => never

/** Reads `{operandLeft, operator, operandRight}` against the properties that a filter knows. */
export function readCriterion(
  members: Readonly<Record<string, unknown>>,
  at: string,
  refuse: Refuse,
): FilterCriterion {
  const { operandLeft, operator, operandRight, ...other } = members
  const unknown = Object.keys(other)[0]
  if (unknown !== undefined) refuse(`"${unknown}" is not supported in a criterion`, at)
  const name = textOf(operandLeft)
  const property = filterProperties.find((one) => one.name === name || one.iri === name)
  if (property === undefined) {
    const known = filterProperties.map((one) => one.name).join(', ')
    return refuse(`the catalogue is filtered by ${known}; nothing else`, `${at}.operandLeft`)
  }
  const operators: readonly string[] = filterOperators[property.kind]
  const sign = textOf(operator) ?? ''
  if (!operators.includes(sign)) {
    refuse(`${property.name} takes the operators ${operators.join(' ')}`, `${at}.operator`)
  }
  const given = Array.isArray(operandRight) ? operandRight : [operandRight]
  const values = given.map((value) => textOf(value))
  const most = sign === 'in' ? filterBounds.values : 1
  const fits = values.length > 0 && values.length <= most && values.every(isFit(property.kind))
  if (!fits) refuse(expected(property.kind, most), `${at}.operandRight`, 'input.invalid')
  return {
    property: property.name,
    operator: sign as FilterOperator,
    values: values as readonly string[],
  }
}

/** A scalar as text; also one that stands alone in a list, as expanded JSON-LD has it. */
function textOf(value: unknown): string | undefined {
  const scalar = Array.isArray(value) && value.length === 1 ? value[0] : value
  return ['string', 'number', 'boolean'].includes(typeof scalar) ? String(scalar) : undefined
}

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/

const isFit =
  (kind: FilterKind) =>
  (value: string | undefined): boolean => {
    if (value === undefined || value.length > filterBounds.characters) return false
    if (kind === 'number') return /^-?\d{1,15}(?:\.\d{1,6})?$/.test(value)
    return kind === 'word' || (instant.test(value) && !Number.isNaN(Date.parse(value)))
  }

const expected = (kind: FilterKind, most: number): string => {
  const one = { word: 'a text', number: 'a number', instant: 'an instant with its time zone' }[kind]
  return most === 1 ? `${one} is needed here` : `1 to ${most} values are needed here, each ${one}`
}
