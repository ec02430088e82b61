import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { filterBounds } from './catalog-filter.ts'
import { filterOperators, filterProperties } from './filter-properties.ts'
import { readCatalogFilter } from './read-catalog-filter.ts'

const industry = { operandLeft: 'industry', operator: '=', operandRight: 'machinery' }
const read = (...filter: unknown[]) => readCatalogFilter(filter)
const refusal = (...filter: unknown[]) => {
  const result = read(...filter)
  return result.ok ? 'read' : [result.error.code, result.error.at]
}

describe('the filter of a catalogue request', () => {
  it('is a list of criteria that all hold', () => {
    const rows = { operandLeft: 'rows', operator: '>=', operandRight: 1000 }
    expect(read(industry, rows)).toEqual({
      ok: true,
      value: {
        filter: {
          all: [
            { property: 'industry', operator: '=', values: ['machinery'] },
            { property: 'rows', operator: '>=', values: ['1000'] },
          ],
        },
      },
    })
  })

  it('takes alternatives, and properties by their IRI', () => {
    const keyword = {
      ...{ operandLeft: 'http://www.w3.org/ns/dcat#keyword', operator: 'in' },
      operandRight: ['milling', 'turning'],
    }
    expect(read({ or: [industry, { and: [keyword] }] })).toMatchObject({
      value: {
        filter: {
          all: [
            {
              any: [
                { property: 'industry' },
                { all: [{ property: 'keyword', values: ['milling', 'turning'] }] },
              ],
            },
          ],
        },
      },
    })
  })

  it('takes the query of an EDC connector, compact and expanded', () => {
    const edc = 'https://w3id.org/edc/v0.0.1/ns/'
    const compact = {
      ...{ '@type': 'QuerySpec', offset: 0, limit: 50, sortOrder: 'ASC' },
      filterExpression: [{ '@type': 'Criterion', ...industry }],
    }
    const expanded = {
      '@type': [`${edc}QuerySpec`],
      [`${edc}offset`]: [0],
      [`${edc}limit`]: [50],
      [`${edc}filterExpression`]: [
        {
          [`${edc}operandLeft`]: ['industry'],
          [`${edc}operator`]: ['='],
          [`${edc}operandRight`]: ['machinery'],
        },
      ],
    }
    const meaning = read(compact)
    expect(meaning).toMatchObject({ ok: true, value: { limit: 50 } })
    expect(read(expanded)).toEqual(meaning)
  })

  it('that asks nothing lets everything through', () => {
    for (const filter of [[], [{}], [{ filterExpression: [] }]]) {
      expect(readCatalogFilter(filter)).toEqual({ ok: true, value: {} })
    }
  })

  it('says what it does not know, and where', () => {
    const unsupported = (at: string) => ['input.unsupported', `$.filter[0]${at}`]
    expect(refusal({ ...industry, operandLeft: 'price' })).toEqual(unsupported('.operandLeft'))
    expect(refusal({ ...industry, operator: 'like' })).toEqual(unsupported('.operator'))
    expect(refusal({ ...industry, operator: '<' })).toEqual(unsupported('.operator'))
    expect(refusal({ ...industry, note: 'x' })).toEqual(unsupported(''))
    expect(refusal({ offset: 10 })).toEqual(unsupported('.offset'))
    expect(refusal({ sortField: 'rows' })).toEqual(unsupported('.sortField'))
    expect(refusal({ and: [industry], or: [industry] })).toEqual(unsupported(''))
    const invalid = (at: string) => ['input.invalid', `$.filter[0]${at}`]
    expect(refusal('text')).toEqual(invalid(''))
    expect(refusal({ and: [] })).toEqual(invalid('.and'))
    expect(refusal({ ...industry, operandRight: {} })).toEqual(invalid('.operandRight'))
    expect(refusal({ ...industry, operandRight: ['a', 'b'] })).toEqual(invalid('.operandRight'))
    const modified = { operandLeft: 'modified', operator: '<' }
    expect(refusal({ ...modified, operandRight: 'yesterday' })).toEqual(invalid('.operandRight'))
    expect(refusal({ ...modified, operandRight: '2026-02-31T99:00:00Z' })).toEqual(
      invalid('.operandRight'),
    )
    expect(refusal({ operandLeft: 'rows', operator: '=', operandRight: '1e999' })).toEqual(
      invalid('.operandRight'),
    )
  })

  it('is bounded', () => {
    expect(refusal(...Array(filterBounds.criteria).fill(industry))).toBe('read')
    expect(refusal(...Array(filterBounds.criteria + 1).fill(industry))).not.toBe('read')
    let deep: object = industry
    for (let level = 0; level < filterBounds.nesting; level++) deep = { and: [deep] }
    expect(refusal(deep)).not.toBe('read')
    const many = Array.from({ length: filterBounds.values + 1 }, String)
    expect(refusal({ ...industry, operator: 'in', operandRight: many })).not.toBe('read')
  })

  it('is read or refused, whatever somebody sends', () => {
    const word = fc.constantFrom('operandLeft', 'operator', 'operandRight', 'and', 'or', 'limit')
    const value = fc.oneof(
      fc.constantFrom(...filterProperties.map(({ name }) => name)),
      fc.constantFrom(...Object.values(filterOperators).flat()),
      fc.jsonValue({ maxDepth: 2 }),
    )
    fc.assert(
      fc.property(fc.array(fc.dictionary(word, value), { maxLength: 4 }), (filter) => {
        const result = readCatalogFilter(filter)
        return result.ok || result.error.code.startsWith('input.')
      }),
    )
  })
})
