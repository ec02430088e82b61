import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import type { TableReader } from '@lianshu/catalog'
import { unwrap } from '@lianshu/kernel'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTable } from './open-table.ts'
import { openSession } from './session.ts'

let root: string
let directory: string
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'lianshu-tables-'))
  directory = join(root, 'data')
  await mkdir(directory)
})
afterAll(() => rm(root, { recursive: true, force: true }))

const write = (name: string, content: string | Uint8Array) =>
  writeFile(join(directory, name), content)

async function withTable<T>(name: string, read: (table: TableReader) => Promise<T>): Promise<T> {
  const table = unwrap(await openTable(name, { directory }))
  try {
    return await read(table)
  } finally {
    table.close()
  }
}

async function codeOf(name: string): Promise<string> {
  const opened = await openTable(name, { directory })
  if (opened.ok) opened.value.close()
  return opened.ok ? 'opened' : opened.error.code
}

async function allCells(table: TableReader, columns: readonly string[]) {
  const cells: unknown[][] = columns.map(() => [])
  for await (const batch of table.batches(columns)) {
    batch.columns.forEach((column, index) => {
      cells[index]?.push(...column)
    })
  }
  return cells
}

describe('a CSV file', () => {
  test('is read with byte order mark, CRLF, quotes, missing values and infinities', async () => {
    const lines = [
      'name,torque [Nm],odd,ok,day,big',
      '"a, ""b""",1.5,NaN,true,2024-01-01,9007199254740993',
      '刀具,inf,2,false,2024-01-02,9007199254740995',
      ',,-inf,,,',
    ]
    await write('odd.csv', `\uFEFF${lines.join('\r\n')}\r\n`)
    await withTable('odd.csv', async (table) => {
      expect(table.rows).toBe(3)
      expect(table.columns).toEqual([
        { name: 'name', type: 'text' },
        { name: 'torque [Nm]', type: 'number' },
        { name: 'odd', type: 'number' },
        { name: 'ok', type: 'boolean' },
        { name: 'day', type: 'datetime' },
        { name: 'big', type: 'text' },
      ])
      expect(await allCells(table, ['odd', 'name', 'ok', 'torque [Nm]'])).toEqual([
        [NaN, 2, NaN],
        ['a, "b"', '刀具', null],
        ['true', 'false', null],
        [1.5, NaN, NaN],
      ])
      expect(await table.summarizeNumbers('odd')).toEqual({ minimum: 2, maximum: 2, whole: true })
      expect(await table.summarize('torque [Nm]')).toMatchObject({ present: 1, missing: 2 })
    })
  })

  test('answers counts, quantiles and occurrences', async () => {
    const rows = Array.from({ length: 5000 }, (_, index) => `${index},${index % 4 === 0 ? 1 : 0}`)
    await write('many.csv', `n;y\n${rows.join('\n').replaceAll(',', ';')}\n`)
    await withTable('many.csv', async (table) => {
      expect(await table.valueCounts('y', 5)).toEqual([
        { value: '0', count: 3750 },
        { value: '1', count: 1250 },
      ])
      expect(await table.quantiles('n', [0, 0.5, 1])).toEqual([0, 2499, 4999])
      expect(await table.occurrences('y', 1)).toBe(1250)
      const [n] = await allCells(table, ['n'])
      expect(n).toEqual(Array.from({ length: 5000 }, (_, index) => index))
      await expect(table.summarize('no such')).rejects.toThrow(TypeError)
    })
  })

  test.each([
    ['no.csv', undefined, 'not-found'],
    ['../outside.csv', undefined, 'input.invalid'],
    ['/etc/hostname', undefined, 'input.invalid'],
    ['empty.csv', '', 'data.empty'],
    ['header.csv', 'a,b\n', 'data.empty'],
    ['words.csv', 'hello world\nthis is\nnot a table\n', 'data.unreadable'],
    ['numbers.csv', '1,2\n3,4\n', 'data.unreadable'],
    ['nameless.csv', 'a,,c\n1,2,3\n', 'data.unreadable'],
    ['twice.csv', 'a,b,A\n1,2,3\n', 'input.invalid'],
    ['latin1.csv', Buffer.from('caf\u00e9,b\n1,2\n', 'latin1'), 'input.unsupported'],
    ['utf16.csv', Uint8Array.of(0xff, 0xfe, 0x61, 0, 0x2c, 0, 0x62, 0, 0x0a, 0), 'data.unreadable'],
    ['table.json', '[{"a":1}]', 'input.unsupported'],
    ['st*r.csv', 'a,b\n1,2\n', 'input.invalid'],
    ['text.parquet', 'a,b\n1,2\n', 'data.unreadable'],
  ])('%s is refused', async (name, content, code) => {
    if (content !== undefined) await write(name, content)
    expect(await codeOf(name)).toBe(code)
  })

  const many = '1,2,3\n'.repeat(30_000)
  test.each([
    ['a,b,c\n1,2,3\n4,5,6,7\n8,9,10\n', 'line 3 of ragged.csv has 4 cells, and its first line 3'],
    ['a;b;c\n1;"2\n;";3\n\n4;5\n', 'line 5 of ragged.csv has 2 cells'],
    ['a,b,c\r\n1,2,3,4\r\n5,6,7,8\r\n', 'line 2 of ragged.csv has 4 cells'],
    [`a,b,c\n${many}1,2,3,4\n1,2,3`, 'line 30002 of ragged.csv has 4 cells'],
  ])('with a line of another length is refused, and the line named', async (content, message) => {
    await write('ragged.csv', content)
    const opened = await openTable('ragged.csv', { directory })
    expect(opened).toMatchObject({ ok: false, error: { code: 'data.unreadable' } })
    expect(!opened.ok && opened.error.message).toContain(message)
  })

  test('is not reached through a link that leads outside', async () => {
    await writeFile(join(root, 'secret.csv'), 'a,b\n1,2\n')
    await symlink(join(root, 'secret.csv'), join(directory, 'link.csv'))
    expect(await codeOf('link.csv')).toBe('input.invalid')
  })
})

describe('a Parquet file', () => {
  test('is read, and columns of nested values are left out', async () => {
    const instance = await DuckDBInstance.create(':memory:')
    const connection = await instance.connect()
    const copy = (query: string, name: string) =>
      connection.run(`COPY (${query}) TO '${join(directory, name)}' (FORMAT parquet)`)
    await copy(
      "SELECT i AS n, 'c' || i % 3 AS c, i / 2.0::DOUBLE AS x FROM range(4) t(i)",
      'p.parquet',
    )
    await copy(
      "SELECT 1 AS a, [1, 2] AS list, {'x': 1} AS struct, 'b'::BLOB AS bytes, 'c' AS c",
      'nested.parquet',
    )
    await copy('SELECT [1, 2] AS list', 'lists.parquet')
    connection.closeSync()
    await withTable('p.parquet', async (table) => {
      expect(await allCells(table, ['n', 'c', 'x'])).toEqual([
        [0, 1, 2, 3],
        ['c0', 'c1', 'c2', 'c0'],
        [0, 0.5, 1, 1.5],
      ])
    })
    await withTable('nested.parquet', async (table) => {
      expect(table.columns.map(({ name }) => name)).toEqual(['a', 'c'])
      expect(await allCells(table, ['c', 'a'])).toEqual([['c'], [1]])
      await expect(table.summarize('list')).rejects.toThrow(TypeError)
    })
    expect(await codeOf('lists.parquet')).toBe('data.unreadable')
  })
})

test('the engine reads its one file and nothing else, writes nothing, and stays so', async () => {
  await write('own.csv', 'a,b\n1,2\n')
  await write('other.csv', 'a,b\n3,4\n')
  const own = join(directory, 'own.csv')
  const session = await openSession(own)
  await session.lock()
  expect(await session.query(`SELECT a FROM '${own}'`)).toHaveLength(1)
  for (const forbidden of [
    `SELECT * FROM '${join(directory, 'other.csv')}'`,
    `SELECT * FROM 'https://example.org/x.csv'`,
    `COPY (SELECT 1) TO '${join(directory, 'out.csv')}'`,
    `ATTACH '${join(directory, 'new.db')}'`,
    'INSTALL httpfs',
    'SET enable_external_access = true',
    `SET allowed_paths = ['${join(directory, 'other.csv')}']`,
  ]) {
    await expect(session.query(forbidden), forbidden).rejects.toThrow()
  }
  session.close()
})
