import { unwrap } from '@lianshu/kernel'
import type { TrainingPlan } from '@lianshu/protocol/rounds'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { testPlan } from '../testing/plans.ts'
import { mapOwnerColumns } from './map-owner-columns.ts'
import type { OwnerColumn, OwnerProfile } from './owner-profile.ts'

const torque: OwnerColumn = {
  ...{ name: 'Torque [Nm]', label: 'Torque', kind: 'numeric', unit: 'Nm' },
  range: { low: 10, high: 70 },
}
const grade: OwnerColumn = {
  name: 'Grade',
  label: 'Grade',
  kind: 'categorical',
  categories: ['H', 'L'],
}
const failed: OwnerColumn = {
  name: 'Failed',
  label: 'Failed',
  kind: 'boolean',
  categories: ['0', '1'],
}
const serial: OwnerColumn = {
  name: 'Serial',
  label: 'Serial',
  kind: 'identifier',
  excluded: 'identifier',
}
const notes: OwnerColumn = { name: 'Notes', label: 'Notes', kind: 'text' }
const held: OwnerColumn = { ...grade, name: 'Held', label: 'Held', excluded: 'owner' }
const profile: OwnerProfile = { rows: 1000, columns: [torque, grade, failed, serial, notes, held] }

const wide = { low: 10, high: 70 }
const numeric = (column: string, range = wide) =>
  ({ column, kind: 'numeric', unit: 'Nm', range }) as const
const target = { column: 'Failed', kind: 'classes', classes: ['0', '1'] } as const
const ask = (
  features: TrainingPlan['features'],
  wanted: TrainingPlan['target'] = { ...target, classes: ['0', '1'] },
) => mapOwnerColumns({ ...testPlan(), features, target: wanted }, profile)
const refused = (column: string) => ({ ok: false, error: { code: 'data.unfit', at: column } })

describe('an owner against plans that ask too much', () => {
  it('takes an ordinary plan, and tells apart only what it published', () => {
    const categories = ['H', 'L', 'L10001']
    const mapped = unwrap(
      ask([numeric('Torque'), { column: 'Grade', kind: 'categorical', categories }]),
    )
    expect(mapped.map(({ named }) => named)).toEqual([undefined, ['H', 'L'], ['0', '1']])
  })

  it.each(['Serial', 'Notes', 'Held'])(
    'gives %s neither as a feature nor as the target',
    (column) => {
      const categories = ['L10001', 'Z']
      expect(ask([{ column, kind: 'categorical', categories }])).toMatchObject(refused(column))
      const wanted = { column, kind: 'classes' as const, classes: ['L10001', 'Z', 'Y'] }
      expect(ask([numeric('Torque')], wanted)).toMatchObject(refused(column))
    },
  )

  it.each(['tOrque', ' torque', 'Torque [Nm]', 'TORQUE'])(
    'gives one column once, also as %j',
    (alias) => {
      expect(ask([numeric('Torque'), numeric(alias)])).toMatchObject(refused('Torque [Nm]'))
    },
  )

  it('takes a range exactly when it spans the published one', () => {
    const bound = fc.double({ min: -100, max: 200, noNaN: true })
    fc.assert(
      fc.property(bound, bound, (a, b) => {
        const range = { low: Math.min(a, b), high: Math.max(a, b) + 0.001 }
        const spans = range.low <= wide.low && range.high >= wide.high
        const near = [range.low - wide.low, range.high - wide.high].some(
          (gap) => Math.abs(gap) < 1e-6,
        )
        if (!near) expect(ask([numeric('Torque', range)]).ok).toBe(spans)
      }),
    )
    expect(ask([numeric('Torque')]).ok).toBe(true)
  })

  it('does not count above a threshold', () => {
    expect(ask([numeric('Torque', { low: 42 - 1e-6, high: 42 + 1e-6 })])).toMatchObject(
      refused('Torque [Nm]'),
    )
  })

  it('gives no numbers of which it published no range', () => {
    const bare = { rows: 1000, columns: [{ ...torque, range: undefined }, failed] }
    const plan = {
      ...testPlan(),
      features: [numeric('Torque')],
      target: { ...target, classes: ['0', '1'] },
    }
    expect(mapOwnerColumns(plan, bare)).toMatchObject(refused('Torque [Nm]'))
  })
})
