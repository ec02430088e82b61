import { unwrap } from '@lianshu/kernel'
import { splitVector, statisticsLayout } from '@lianshu/protocol/rounds'
import { describe, expect, it } from 'vitest'
import { scalingFromSums } from '../../coordinator/scaling-from-sums.ts'
import { sumVectors } from '../baselines/pool.ts'
import { takeRows } from '../columns/column-table.ts'
import { planForTests } from '../testing/plan-for-tests.ts'
import { tableForTests } from '../testing/table-for-tests.ts'
import { identityMapping } from './column-mapping.ts'
import { planRows } from './plan-rows.ts'
import { prepareRows } from './prepared-rows.ts'

const plan = planForTests()
const mappings = identityMapping(plan)
const table = tableForTests(500, 3)
const prepared = unwrap(prepareRows(table, plan, mappings))

describe('statistics', () => {
  it('of parts add up to those of the union, whoever holds which row', () => {
    const parts = [0, 1, 2].map((part) =>
      Uint32Array.from({ length: 500 }, (_, row) => row).filter((row) => row % 3 === part),
    )
    // Without a test share every row trains, so the union does not depend on positions.
    const everyRow = planForTests({ evaluation: { ...plan.evaluation, testFraction: 0 } })
    const whole = unwrap(prepareRows(table, everyRow, mappings)).statistics()
    const sum = sumVectors(
      parts.map((rows) =>
        unwrap(prepareRows(takeRows(table, rows), everyRow, mappings)).statistics(),
      ),
    )
    sum.forEach((entry, index) => {
      expect(entry).toBeCloseTo(whole[index]!, 9)
    })
  })

  it('count rows, present cells and classes', () => {
    const parts = splitVector(statisticsLayout(plan), prepared.statistics())
    expect(parts.rows[0]).toBe(prepared.trainRows)
    expect(parts.present[0]).toBeLessThan(prepared.trainRows)
    expect(parts.present[1]).toBe(prepared.trainRows)
    expect(parts.target[0]! + parts.target[1]!).toBe(prepared.trainRows)
  })
})

describe('what a plan may ask of the rows', () => {
  const only = (column: string, named: readonly string[]) =>
    mappings.map((mapping) => (mapping.column === column ? { ...mapping, named } : mapping))

  it('counts a value that the owner does not name as any other value', () => {
    const all = unwrap(planRows(table, plan, mappings)).features[2]!
    const some = unwrap(planRows(table, plan, only('grade', ['M']))).features[2]!
    expect([...all].some((code) => code === 0)).toBe(true)
    expect([...some].some((code) => code === 0)).toBe(false)
    expect([...some].filter((code) => code === 1)).toEqual([...all].filter((code) => code === 1))
  })

  it('refuses classes that leave out most rows', () => {
    const rare = planForTests({
      target: { ...plan.target, kind: 'classes', classes: ['1', 'none'] },
    })
    expect(planRows(table, rare, mappings)).toMatchObject({ error: { code: 'data.unfit' } })
    expect(planRows(table, plan, only('failed', ['1']))).toMatchObject({
      error: { code: 'data.unfit' },
    })
  })
})

describe('examples', () => {
  it('are standardised, one-hot with other, and mark what is missing', () => {
    const scaling = scalingFromSums(plan, prepared.statistics())
    const { inputs, width, rows } = prepared.trainExamples(scaling)
    expect(width).toBe(2 + 1 + 3)
    const column = (at: number) =>
      Array.from({ length: rows }, (_, row) => inputs[row * width + at]!)
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / rows
    const [torque, isMissing, wear, ...grades] = [0, 1, 2, 3, 4, 5].map(column)
    expect(mean(torque!)).toBeCloseTo(0, 4)
    expect(mean(wear!.map((value) => value ** 2))).toBeCloseTo(1, 4)
    expect(isMissing!.every((flag, row) => flag === 0 || torque![row] === 0)).toBe(true)
    expect(grades[0]!.every((flag, row) => flag + grades[1]![row]! + grades[2]![row]! === 1)).toBe(
      true,
    )
  })

  it('are the same whatever unit the owner records in', () => {
    const scaling = scalingFromSums(plan, prepared.statistics())
    const inFeet = {
      ...table,
      columns: table.columns.map((column) =>
        column.name === 'torque' && column.kind === 'numeric'
          ? { ...column, name: 'Drehmoment', values: column.values.map((value) => value * 2 + 5) }
          : column,
      ),
    }
    const own = mappings.map((mapping) =>
      mapping.column === 'torque'
        ? { column: 'torque', source: 'Drehmoment', factor: 0.5, offset: -2.5 }
        : mapping,
    )
    const other = unwrap(prepareRows(inFeet, plan, own)).trainExamples(scaling)
    prepared.trainExamples(scaling).inputs.forEach((input, index) => {
      expect(other.inputs[index]).toBeCloseTo(input, 5)
    })
  })
})

describe('planRows', () => {
  it('leaves out rows without a usable target and holds wild numbers near the range', () => {
    const values = Float64Array.of(1e300, Number.POSITIVE_INFINITY, -5)
    const wild = {
      rows: 3,
      columns: [
        { name: 'torque', kind: 'numeric' as const, values },
        { name: 'wear', kind: 'numeric' as const, values },
        { name: 'grade', kind: 'numeric' as const, values },
        { name: 'failed', kind: 'numeric' as const, values: Float64Array.of(1, 0, Number.NaN) },
      ],
    }
    const rows = unwrap(planRows(wild, plan, mappings))
    expect(rows).toMatchObject({ rows: 2, leftOut: 1 })
    expect(rows.features[0]).toEqual(Float64Array.of(120, Number.NaN))
    expect(rows.features[2]).toEqual(Float64Array.of(2, 2))
  })

  it('says which column does not fit', () => {
    const texts = { ...table, columns: table.columns.filter(({ name }) => name !== 'wear') }
    expect(planRows(texts, plan, mappings)).toMatchObject({
      error: { code: 'data.unfit', at: 'wear' },
    })
    const swapped = mappings.map((mapping) =>
      mapping.column === 'wear' ? { column: 'wear', source: 'grade' } : mapping,
    )
    expect(planRows(table, plan, swapped)).toMatchObject({ error: { code: 'data.unfit' } })
  })
})
