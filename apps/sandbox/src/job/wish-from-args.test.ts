import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unwrap } from '@lianshu/kernel'
import { afterAll, describe, expect, it } from 'vitest'
import { readArgs } from '../args.ts'
import { spaceName, wishFromArgs } from './wish-from-args.ts'

const folder = mkdtempSync(join(tmpdir(), 'lianshu-wish-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('spaceName', () => {
  const table = join(folder, 'my table.csv')
  const nameOf = (...more: string[]) =>
    spaceName(unwrap(readArgs(['--data', table, '--target', 'y', ...more])))

  it('is found again by the same question about the same rows, and by no other', async () => {
    writeFileSync(table, 'x,y\n1,2\n')
    const first = await nameOf()
    expect(first).toMatch(/^my-table-csv-[0-9a-f]{8}$/)
    expect(await nameOf()).toBe(first)
    expect(await nameOf('--seed', '2')).not.toBe(first)
    writeFileSync(table, 'x,y\n1,3\n')
    expect(await nameOf()).not.toBe(first)
  })
})

it('names a file that is not there as it was given', async () => {
  const args = unwrap(readArgs(['--data', './no/such table.csv', '--target', 'y']))
  expect(await wishFromArgs(args)).toMatchObject({
    error: { code: 'not-found', message: 'there is no file ./no/such table.csv' },
  })
})
