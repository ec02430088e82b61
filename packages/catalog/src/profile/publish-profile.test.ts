import { unwrap } from '@lianshu/kernel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ArrayCell, arrayTable } from './array-table.ts'
import { coarseRows, coarseShare } from './coarsen.ts'
import { profileTable } from './profile-table.ts'
import { publishProfile } from './publish-profile.ts'
import { publishedProfileSchema } from './published-profile.ts'

const publish = async (columns: Readonly<Record<string, readonly ArrayCell[]>>) => {
  const published = publishProfile(unwrap(await profileTable(arrayTable(columns))))
  return publishedProfileSchema.parse(published)
}

const repeat = <T>(value: T, times: number): T[] => new Array<T>(times).fill(value)

/** Every number and text in a JSON value, however deep. */
function leaves(value: unknown): (string | number)[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(leaves)
  return typeof value === 'string' || typeof value === 'number' ? [value] : []
}

describe('what leaves the owner', () => {
  const numbers = fc.oneof(
    fc.array(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }), {
      minLength: 40,
      maxLength: 300,
    }),
    // Round and crowded numbers are the hard case: rounded bounds like to fall on them.
    fc.array(fc.integer({ min: -50, max: 150 }), { minLength: 40, maxLength: 300 }),
    fc.array(
      fc.integer({ min: 0, max: 40 }).map((number) => number / 4),
      { minLength: 40, maxLength: 300 },
    ),
  )

  test('no bound of a range is an extreme or a number that few rows hold', async () => {
    await fc.assert(
      fc.asyncProperty(numbers, async (values) => {
        const [column] = (await publish({ x: values })).columns
        const range = column?.range
        if (!range) return
        const extremes = [Math.min(...values), Math.max(...values)]
        for (const bound of [range.low, range.high]) {
          expect(extremes).not.toContain(bound)
          const rows = values.filter((value) => value === bound).length
          expect(rows === 0 || rows >= 10).toBe(true)
        }
      }),
    )
  })

  test('a number that fewer than ten rows hold is nowhere in its column', async () => {
    await fc.assert(
      fc.asyncProperty(numbers, async (values) => {
        const [column] = (await publish({ x: values })).columns
        const { range, categories } = column ?? {}
        const shown = leaves({ range, categories }).map(Number)
        for (const value of values) {
          const rows = values.filter((other) => other === value).length
          if (rows < 10) expect(shown).not.toContain(value)
        }
      }),
    )
  })

  test('a text that fewer than ten rows share is nowhere at all', async () => {
    const text = fc.string({ minLength: 3, maxLength: 12 }).map((word) => `~${word}~`)
    await fc.assert(
      fc.asyncProperty(fc.array(text, { maxLength: 30 }), text, async (rare, common) => {
        const kept = [...new Set(rare)].filter((word) => word !== common)
        const values = [...kept, ...repeat(common, 60)]
        const shown = leaves(await publish({ c: values }))
        for (const word of kept) expect(shown).not.toContain(word)
        expect(shown).toContain(common)
      }),
    )
  })

  test('an outlier moves no bound', async () => {
    const usual = Array.from({ length: 2000 }, (_, index) => 300.03 + (index % 97) / 10)
    const [before] = (await publish({ t: usual })).columns
    const [after] = (await publish({ t: [...usual.slice(2), 7777.7731, -9] })).columns
    expect(after?.range).toEqual(before?.range)
    expect(after?.range).toEqual({ low: 300, high: 310 })
  })

  test('text ids show no value, whole sequences neither', async () => {
    const rows = Array.from({ length: 50 }, (_, index) => index)
    const published = await publish({
      serial: rows.map((row) => `M-${row}-secret`),
      UDI: rows.map((row) => 1000 + row),
      note: rows.map((row) => `note ${row % 30}`),
    })
    expect(published.columns).toEqual([
      {
        name: 'serial',
        label: 'serial',
        kind: 'identifier',
        missingShare: 0,
        excluded: 'identifier',
      },
      { name: 'UDI', label: 'UDI', kind: 'identifier', missingShare: 0, excluded: 'identifier' },
      { name: 'note', label: 'note', kind: 'text', missingShare: 0, excluded: 'free-text' },
    ])
    expect(published.rows).toBe(50)
    expect(published.targets).toEqual([])
  })
})

test('kinds, units, categories and targets of a machine table', async () => {
  const rows = Array.from({ length: 400 }, (_, index) => index)
  const published = await publish({
    'Torque [Nm]': rows.map((row) => (row % 50 === 0 ? null : 40 + (row % 33) / 7)),
    Type: rows.map((row) => (row < 3 ? 'X-rare' : ['L', 'M', 'H'][row % 3]!)),
    'Machine failure': rows.map((row) => (row % 20 === 0 ? 1 : 0)),
    grade: rows.map((row) => row % 5),
    plant: repeat('A', 400),
    hollow: repeat(null, 400),
  })
  expect(published.columns).toEqual([
    {
      name: 'Torque [Nm]',
      label: 'Torque',
      unit: 'Nm',
      kind: 'numeric',
      missingShare: 0.05,
      distinct: 30,
      range: { low: 39.5, high: 45 },
    },
    {
      name: 'Type',
      label: 'Type',
      kind: 'categorical',
      missingShare: 0,
      categories: ['H', 'L', 'M'],
      otherValues: true,
    },
    {
      name: 'Machine failure',
      label: 'Machine failure',
      kind: 'boolean',
      missingShare: 0,
      categories: ['0', '1'],
      otherValues: false,
    },
    {
      name: 'grade',
      label: 'grade',
      kind: 'numeric',
      missingShare: 0,
      range: { low: -0.5, high: 4.5 },
      categories: ['0', '1', '2', '3', '4'],
      otherValues: false,
    },
    expect.objectContaining({ name: 'plant', excluded: 'constant' }),
    expect.objectContaining({ name: 'hollow', excluded: 'empty', missingShare: 1 }),
  ])
  expect(published.targets).toEqual([
    { column: 'Torque [Nm]', task: 'regression' },
    { column: 'Type', task: 'multiclass' },
    { column: 'Machine failure', task: 'binary' },
    { column: 'grade', task: 'multiclass' },
  ])
})

test('an owner excludes columns and declares units; unknown names are refused', async () => {
  const table = arrayTable({ a: repeat(1, 30), b: repeat('x', 30) })
  const profile = unwrap(await profileTable(table, { exclude: ['b'], declaredUnits: { a: 'mm' } }))
  expect(profile.columns.map(({ unit, excluded }) => [unit, excluded])).toEqual([
    ['mm', 'constant'],
    [undefined, 'owner'],
  ])
  const wrong = await profileTable(table, { exclude: ['c'] })
  expect(wrong).toMatchObject({ ok: false, error: { code: 'input.invalid', at: 'c' } })
})

test('counts are coarse', () => {
  expect([0, 9, 37, 99, 100, 1234, 98_765].map(coarseRows)).toEqual([
    0, 0, 30, 90, 100, 1200, 98_000,
  ])
  expect([0, 0.0001, 0.05, 0.051, 1].map(coarseShare)).toEqual([0, 0.05, 0.05, 0.1, 1])
})
