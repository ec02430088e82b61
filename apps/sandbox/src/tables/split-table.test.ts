import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { arrayTable } from '@lianshu/catalog'
import { unwrap } from '@lianshu/kernel'
import { describe, expect, it } from 'vitest'
import type { SplitRequest } from './check-split.ts'
import { writeOwnerTable } from './owner-table.ts'
import { splitTable } from './split-table.ts'

const rows = 380
const column = <Value>(cell: (row: number) => Value) =>
  Array.from({ length: rows }, (_, row) => cell(row))
const table = arrayTable({
  id: column((row) => `part-${row}`),
  load: column((row) => (row % 10 === 0 ? null : row / 7)),
  note: column((row) => (row % 2 === 0 ? 'a, "b"' : '好')),
  line: column((row) => (row === 0 ? null : ['x', 'y', 'z'][row % 3]!)),
  pair: column((row) => row % 2),
  wild: column((row) => (row === 1 ? Number.POSITIVE_INFINITY : row)),
  same: column(() => 'ok'),
  failed: column((row) => (row % 4 === 0 ? 1 : 0)),
})
const request: SplitRequest = { target: 'failed', exclude: [], owners: 5, split: 'iid', seed: 1 }
const split = (changes: Partial<SplitRequest>) => splitTable(table, { ...request, ...changes })

describe('splitTable', () => {
  it('gives every row to one owner, in parts that differ by one at most', async () => {
    const { owners, leftOut } = unwrap(await split({ owners: 7 }))
    expect(leftOut).toBe(0)
    const lines = owners.flatMap((owner) => owner.lines)
    expect(new Set(lines).size).toBe(rows)
    expect(new Set(owners.map((owner) => owner.lines.length))).toEqual(new Set([54, 55]))
  })

  it('depends on the seed alone', async () => {
    expect(await split({})).toEqual(await split({}))
    expect(await split({ seed: 2 })).not.toEqual(await split({}))
  })

  it('gives each value of a column its owner and says how many rows have none', async () => {
    const { owners, leftOut } = unwrap(await split({ split: { by: 'line' } }))
    expect(owners.map((owner) => owner.lines.length)).toEqual([126, 127, 126])
    expect(leftOut).toBe(1)
    expect(owners[1]!.lines.every((line) => line.includes(',y,'))).toBe(true)
    expect(owners[1]!.description.title.zh).toContain('line = y')
  })

  it('writes CSV that keeps quotes, missing and infinite cells', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'split-'))
    const [owner] = unwrap(await split({})).owners
    const path = await writeOwnerTable(join(folder, 'own'), owner!)
    const [header, ...lines] = (await readFile(path, 'utf8')).trim().split('\n')
    expect(header).toBe('id,load,note,line,pair,wild,same,failed')
    expect(lines).toEqual(owner!.lines)
    expect((await stat(path)).mode & 0o077).toBe(0)
    const all = unwrap(await split({})).owners.flatMap((part) => part.lines)
    expect(all).toContain('part-0,,"a, ""b""",,0,0,ok,1')
    expect(all.find((line) => line.startsWith('part-1,'))).toMatch(/,1,,ok,0$/)
    await rm(folder, { recursive: true })
  })

  it.each([
    ['an unknown target', { target: 'Failed!' }, 'input.invalid', 'did you mean "failed"'],
    ['an unknown excluded column', { exclude: ['nonsense'] }, 'input.invalid', 'it has: id'],
    ['a target without classes', { target: 'same' }, 'data.unfit', 'same value'],
    ['a target of ids', { target: 'id' }, 'data.unfit', 'ids or free text'],
    ['too few owners', { owners: 2 }, 'input.invalid', 'Between 3 and 20'],
    [
      'too many owners for the rows',
      { owners: 20 },
      'data.empty',
      '1000 are the least, 50 for each owner',
    ],
    ['a split with two values', { split: { by: 'pair' } }, 'input.invalid', '2 values'],
    ['a split by an id', { split: { by: 'id' } }, 'input.invalid', '0 values'],
    ['a split by the target', { split: { by: 'failed' } }, 'input.invalid', 'one class'],
    ['the target excluded', { exclude: ['failed'] }, 'input.invalid', 'itself'],
  ] as const)('refuses %s', async (_what, changes, code, words) => {
    const outcome = await split(changes)
    expect(outcome).toMatchObject({ ok: false, error: { code } })
    expect(!outcome.ok && outcome.error.message).toContain(words)
  })
})
