import { expect, it } from 'vitest'
import { edgeName, edges } from '../plan/edges.ts'
import { faultKinds } from '../plan/faults.ts'
import { countCoverage } from './coverage.ts'
import { coverageTable } from './coverage-table.ts'

const [first, second] = edges as [(typeof edges)[number], (typeof edges)[number]]

it('counts edges and faults, and says what was never met', () => {
  const coverage = countCoverage()
  coverage.passed(first)
  coverage.faulted(first, 'delayed')
  const report = coverage.report()
  expect(report.edges[edgeName(first)]).toBe(2)
  expect(report.faults[edgeName(first)]).toMatchObject({ delayed: 1, crossed: 0 })
  expect(report.edgesNeverTaken).toContain(edgeName(second))
  expect(report.edgesNeverTaken).not.toContain(edgeName(first))
  expect(report.cellsNeverHit).toHaveLength(edges.length * faultKinds.length - 1)
})

it('a step that no plan knows is in no table', () => {
  const coverage = countCoverage()
  coverage.passed({ kind: 'transfer', from: 'COMPLETED', to: 'STARTED', by: 'consumer' })
  expect(Object.keys(coverage.report().edges)).toHaveLength(edges.length)
})

it('is printed with one row for every edge', () => {
  const table = coverageTable(countCoverage().report())
  for (const edge of edges) expect(table).toContain(edgeName(edge))
  expect(table.split('\n')).toHaveLength(edges.length + 2)
})
