import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, realpath, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unwrap } from '@lianshu/kernel'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openTable } from './open-table.ts'
import { findTableFile } from './table-file.ts'
import { utf8CopyOf } from './utf8-copy.ts'

let root: string
let directory: string
let copies: string
beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'lianshu-gbk-')))
  directory = join(root, 'data')
  copies = join(root, 'copies')
  await mkdir(directory)
  await mkdir(copies)
  vi.stubEnv('TMPDIR', copies)
  vi.stubEnv('TEMP', copies)
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await rm(root, { recursive: true, force: true })
})

/** 刀具,磨损 / 铣刀,1.5 / 钻头,2 as a spreadsheet in China saves it. */
const gbk = ['b5b6bedf2cc4a5cbf00d0a', 'cfb3b5b62c312e350d0a', 'd7eacdb72c320d0a']
const write = (name: string, ...parts: readonly (string | Uint8Array)[]) =>
  writeFile(join(directory, name), Buffer.concat(parts.map((part) => Buffer.from(part))))
const bytes = (hex: string) => Buffer.from(hex, 'hex')

describe('a CSV file in GBK', () => {
  test('is read with its Chinese names and values, and leaves no copy behind', async () => {
    await write('gbk.csv', ...gbk.map(bytes))
    const table = unwrap(await openTable('gbk.csv', { directory }))
    expect(table.rows).toBe(2)
    expect(table.columns).toEqual([
      { name: '刀具', type: 'text' },
      { name: '磨损', type: 'number' },
    ])
    expect(await table.valueCounts('刀具', 5)).toEqual([
      { value: '钻头', count: 1 },
      { value: '铣刀', count: 1 },
    ])
    expect(await table.quantiles('磨损', [0, 1])).toEqual([1.5, 2])
    table.close()
    expect(await readdir(copies)).toEqual([])
  })

  test('may be in GB18030 with four bytes a character', async () => {
    await write('four.csv', bytes('95328236'), ',b\n1,2\n')
    const table = unwrap(await openTable('four.csv', { directory }))
    expect(table.columns[0]?.name).toBe('\u{20000}')
    table.close()
  })

  test('may begin with a megabyte of ASCII', async () => {
    await write('late.csv', 'a,b\n', '1,x\n'.repeat(300_000), '1,', bytes('c4e3'), '\n')
    const table = unwrap(await openTable('late.csv', { directory }))
    expect(await table.valueCounts('b', 5)).toContainEqual({ value: '你', count: 1 })
    table.close()
    expect(await readdir(copies)).toEqual([])
  })

  test('has a copy as long as it is too large for memory, which its reader removes', async () => {
    await write('large.csv', ...gbk.map(bytes))
    const table = unwrap(await openTable('large.csv', { directory, inMemoryUpTo: 10 }))
    const [copy] = await readdir(copies)
    const facts = await stat(join(copies, copy!, 'utf8.csv'))
    expect(facts.mode & 0o077).toBe(0)
    expect(await table.occurrences('磨损', 1.5)).toBe(1)
    table.close()
    expect(await readdir(copies)).toEqual([])
  })

  test('is not copied above 256 MB', async () => {
    await write('huge.csv', ...gbk.map(bytes))
    const found = unwrap(await findTableFile('huge.csv', directory))
    const refused = await utf8CopyOf({ ...found, size: 256 * 1024 * 1024 + 1 })
    expect(refused).toMatchObject({ ok: false, error: { code: 'input.unsupported' } })
    expect(await readdir(copies)).toEqual([])
  })
})

test.each([
  ['bytes of no encoding', ['a,b\n1,', bytes('ff31'), '\n']],
  ['half a character at the end', [bytes(gbk[0]!), '1,', bytes('c4')]],
  ['UTF-8 that is damaged late', ['刀具,b\n', '1,x\n'.repeat(300_000), '1,', bytes('c4e3'), '\n']],
])('%s are refused, and no copy stays', async (_what, parts) => {
  await write('broken.csv', ...parts)
  const opened = await openTable('broken.csv', { directory })
  expect(opened).toMatchObject({ ok: false, error: { code: 'input.unsupported' } })
  expect(existsSync(copies) && (await readdir(copies))).toEqual([])
})

test('a table in GBK that is no table leaves no copy', async () => {
  await write('names.csv', bytes(gbk[0]!))
  await truncate(join(directory, 'names.csv'), 9)
  const opened = await openTable('names.csv', { directory })
  expect(opened).toMatchObject({ ok: false, error: { code: 'data.empty' } })
  expect(await readdir(copies)).toEqual([])
})
