import { expect, it } from 'vitest'
import { edgeName, edges } from '../plan/edges.ts'
import { faultKinds } from '../plan/faults.ts'
import { countCoverage } from './coverage.ts'
import { coverageTable } from './coverage-table.ts'

const rows = edges.map(edgeName)
const [first, second] = rows as [string, string]

it('counts edges and faults, and says what was never met', () => {
  const coverage = countCoverage(rows, faultKinds)
  coverage.passed(first)
  coverage.faulted(first, 'delayed')
  const report = coverage.report()
  expect(report.taken[first]).toBe(2)
  expect(report.faults[first]).toMatchObject({ delayed: 1, crossed: 0 })
  expect(report.neverTaken).toContain(second)
  expect(report.neverTaken).not.toContain(first)
  expect(report.neverHit).toHaveLength(rows.length - 1)
  expect(report.cellsNeverHit).toHaveLength(report.cells - 1)
})

it('a step that no plan knows is in no table', () => {
  const coverage = countCoverage(rows, faultKinds)
  coverage.passed('transfer COMPLETED→STARTED by consumer')
  expect(Object.keys(coverage.report().taken)).toEqual(rows)
})

it('is printed with one line for every row', () => {
  const table = coverageTable('edge', countCoverage(rows, faultKinds).report())
  for (const row of rows) expect(table).toContain(row)
  expect(table.split('\n')).toHaveLength(rows.length + 1)
})
