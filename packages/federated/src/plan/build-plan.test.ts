import { asId, type Did, unwrap } from '@lianshu/kernel'
import { describe, expect, it } from 'vitest'
import { buildPlan, type PlanWish } from './build-plan.ts'
import { mapOwnerColumns } from './map-owner-columns.ts'
import type { OwnerColumn, OwnerProfile } from './owner-profile.ts'
import { unitConversion } from './units.ts'

const torque: OwnerColumn = {
  name: 'Torque [Nm]',
  label: 'Torque',
  kind: 'numeric',
  unit: 'Nm',
  range: { low: 0, high: 80 },
}
const air: OwnerColumn = {
  name: 'Air [K]',
  label: 'Air',
  kind: 'numeric',
  unit: 'K',
  range: { low: 290, high: 310 },
}
const product: OwnerColumn = {
  name: 'Type',
  label: 'Type',
  kind: 'categorical',
  categories: ['H', 'L'],
}
const serial: OwnerColumn = {
  name: 'Serial',
  label: 'Serial',
  kind: 'identifier',
  excluded: 'identifier',
}
const failed: OwnerColumn = {
  name: 'Failed',
  label: 'Failed',
  kind: 'boolean',
  categories: ['0', '1'],
}

const profile = (...columns: OwnerColumn[]): OwnerProfile => ({ rows: 1000, columns })
const usual = profile(torque, air, product, serial, failed)

const build = (profiles: OwnerProfile[], change: Partial<PlanWish> = {}) =>
  buildPlan({
    id: 'plan-1',
    profiles,
    target: 'Failed',
    rounds: 5,
    purpose: 'maintenance',
    initiator: asId<Did>('did:web:trainer'),
    coordinator: asId<Did>('did:web:broker'),
    ...change,
  })

describe('a plan from published profiles', () => {
  it('takes common columns and says why it leaves others out', () => {
    const warm = { ...air, name: 'Air [°C]', unit: '°C', range: { low: 20, high: 50 } }
    const other = { ...product, categories: ['L', 'M'] }
    const { plan, leftOut } = unwrap(
      build([usual, profile(torque, warm, other, serial, failed), usual]),
    )
    expect(plan.task).toBe('binary')
    expect(plan.features).toEqual([
      { column: 'Torque', kind: 'numeric', unit: 'Nm', range: { low: 0, high: 80 } },
      { column: 'Air', kind: 'numeric', unit: 'K', range: { low: 290, high: 323.15 } },
      { column: 'Type', kind: 'categorical', categories: ['H', 'L', 'M'] },
    ])
    expect(leftOut).toEqual([{ column: 'Serial', reason: 'identifier' }])
  })

  it('leaves out what was excluded, what one owner lacks and units that do not convert', () => {
    const strange = { ...air, unit: 'bar' }
    const { plan, leftOut } = unwrap(
      build([usual, profile(torque, strange, failed), usual], { exclude: ['serial'] }),
    )
    expect(plan.features.map((feature) => feature.column)).toEqual(['Torque'])
    expect(leftOut).toEqual([
      { column: 'Air', reason: 'unit' },
      { column: 'Type', reason: 'not-common' },
      { column: 'Serial', reason: 'excluded' },
    ])
  })

  it.each<[string, Partial<OwnerColumn>, string]>([
    ['binary', { kind: 'categorical', categories: ['no', 'yes'] }, 'binary'],
    [
      'multi-class',
      { kind: 'numeric', categories: ['3', '10', '5'], range: { low: 2, high: 11 } },
      'multiclass',
    ],
    [
      'regression',
      { kind: 'numeric', categories: undefined, range: { low: 2, high: 11 } },
      'regression',
    ],
  ])('reads a %s task off the target', (_, change, task) => {
    const owner = profile(torque, { ...failed, ...change })
    expect(unwrap(build([owner, owner, owner])).plan.task).toBe(task)
  })

  it.each([
    ['a number without a range', 'numeric', 'no-range'],
    ['a category without values', 'categorical', 'no-categories'],
  ] as const)('leaves out %s and says what is missing', (_, kind, reason) => {
    const owner = profile(torque, failed, { name: 'Few', label: 'Few', kind })
    expect(unwrap(build([owner, owner, owner])).leftOut).toEqual([{ column: 'Few', reason }])
  })

  it('sorts classes that are numbers by size', () => {
    const owner = profile(torque, { ...failed, kind: 'numeric', categories: ['10', '3', '5'] })
    expect(unwrap(build([owner, owner, owner])).plan.target).toMatchObject({
      classes: ['3', '5', '10'],
    })
  })

  it('lets an owner whose target is constant take part', () => {
    const constant: OwnerColumn = {
      ...failed,
      kind: 'numeric',
      categories: ['0'],
      excluded: 'constant',
    }
    const { plan } = unwrap(build([usual, profile(torque, constant), usual]))
    expect(plan.target).toMatchObject({ kind: 'classes', classes: ['0', '1'] })
  })

  const poor: [string, string, OwnerProfile[], Partial<PlanWish>?][] = [
    ['two owners', 'round.cohort-too-small', [usual, usual]],
    ['an unknown target', 'input.invalid', [usual, usual, usual], { target: 'Nothing' }],
    ['an identifier as target', 'data.unfit', [usual, usual, usual], { target: 'Serial' }],
    ['too many rounds', 'plan.limit', [usual, usual, usual], { rounds: 1e6 }],
  ]
  it.each(poor)('refuses %s', (_, code, profiles, change) => {
    expect(build(profiles, change)).toMatchObject({ ok: false, error: { code } })
  })

  it('refuses a target of one class and a table without features', () => {
    const single = profile(torque, { ...failed, categories: ['0'] })
    expect(build([single, single, single])).toMatchObject({ error: { code: 'data.unfit' } })
    const bare = profile(serial, failed)
    expect(build([bare, bare, bare])).toMatchObject({ error: { code: 'data.unfit' } })
  })
})

describe('an owner maps its columns to the plan', () => {
  it('with its own headers and units', () => {
    const { plan } = unwrap(build([usual, usual, usual]))
    const warm = { ...air, name: 'Air [°C]', unit: '°C', range: { low: 17, high: 36 } }
    expect(unwrap(mapOwnerColumns(plan, profile(torque, warm, product, failed)))).toEqual([
      { column: 'Torque', source: 'Torque [Nm]', factor: 1, offset: 0 },
      { column: 'Air', source: 'Air [°C]', factor: 1, offset: 273.15 },
      { column: 'Type', source: 'Type', factor: 1, offset: 0, named: ['H', 'L'] },
      { column: 'Failed', source: 'Failed', factor: 1, offset: 0, named: ['0', '1'] },
    ])
    expect(mapOwnerColumns(plan, profile(torque))).toMatchObject({ error: { code: 'data.unfit' } })
  })
})

describe('units', () => {
  it.each<[number, string, string, number]>([
    [25, '°C', 'K', 298.15],
    [300, 'K', '°C', 26.85],
    [212, '°F', '°C', 100],
    [60, 'rpm', 'rad/s', 2 * Math.PI],
    [2, 'kNm', 'N·m', 2000],
    [1, 'MPa', 'mPa', 1e9],
    [90, 'min', 'h', 1.5],
  ])('%d %s in %s', (value, from, to, expected) => {
    const { factor, offset } = unitConversion(from, to)!
    expect(value * factor + offset).toBeCloseTo(expected, 6)
  })

  it.each([
    ['K', 'bar'],
    ['furlong', 'm'],
    ['nm', 'Nm'],
    [undefined, 'K'],
  ])('%s is not %s', (from, to) => {
    expect(unitConversion(from, to)).toBeUndefined()
  })
})
