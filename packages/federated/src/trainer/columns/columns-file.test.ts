import { unwrap } from '@lianshu/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSource } from './column-source.ts'
import type { ColumnTable } from './column-table.ts'
import { decodeColumns, encodeColumns } from './columns-file.ts'

const tables = fc.integer({ min: 0, max: 9 }).chain((rows): fc.Arbitrary<ColumnTable> => {
  const size = { minLength: rows, maxLength: rows }
  return fc.record({
    rows: fc.constant(rows),
    columns: fc.array(
      fc.oneof(
        fc.record({
          name: fc.string(),
          kind: fc.constant('numeric' as const),
          values: fc.array(fc.double(), size).map((cells) => Float64Array.from(cells)),
        }),
        fc.record({
          name: fc.string(),
          kind: fc.constant('category' as const),
          dictionary: fc.constant(['低', 'b,"c"', '']),
          codes: fc
            .array(fc.integer({ min: -1, max: 2 }), size)
            .map((codes) => Int32Array.from(codes)),
        }),
      ),
      { maxLength: 4 },
    ),
  })
})

describe('columns file', () => {
  it('gives back every table', () => {
    fc.assert(
      fc.property(tables, (table) => {
        expect(unwrap(decodeColumns(encodeColumns(table)))).toEqual(table)
      }),
    )
  })

  it('refuses bytes that are cut off or changed, and never throws', () => {
    fc.assert(
      fc.property(tables, fc.nat(), fc.nat(255), (table, place, byte) => {
        const bytes = encodeColumns(table)
        const at = place % bytes.length
        const cut = decodeColumns(bytes.subarray(0, at))
        if (at < bytes.length - 7) expect(cut.ok && cut.value.rows !== 0).toBe(false)
        bytes[at] = byte
        decodeColumns(bytes)
      }),
    )
  })

  it('refuses a code outside the dictionary', () => {
    const codes = Int32Array.of(0, 5)
    const bytes = encodeColumns({
      rows: 2,
      columns: [{ name: 'x', kind: 'category', dictionary: ['a'], codes }],
    })
    expect(decodeColumns(bytes)).toMatchObject({ ok: false, error: { code: 'data.unreadable' } })
  })
})

describe('readSource', () => {
  it('joins batches, numbers with NaN and texts as codes', async () => {
    const table = await readSource(
      {
        rows: 3,
        columns: [
          { name: 'n', type: 'number' },
          { name: 't', type: 'text' },
        ],
        async *batches() {
          yield { rows: 2, columns: [Float64Array.of(1, Number.NaN), ['a', null]] }
          yield { rows: 1, columns: [Float64Array.of(3), ['a']] }
        },
      },
      ['n', 't'],
    )
    expect(table).toEqual({
      rows: 3,
      columns: [
        { name: 'n', kind: 'numeric', values: Float64Array.of(1, Number.NaN, 3) },
        { name: 't', kind: 'category', dictionary: ['a'], codes: Int32Array.of(0, -1, 0) },
      ],
    })
  })
})
