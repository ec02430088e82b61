import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { silentLogger } from '@lianshu/kernel'
import postgres from 'postgres'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { temporaryHome } from '../testing/temporary-home.ts'
import { copyReadable } from './binaries-copy.ts'
import { removeEmbeddedPostgres } from './places.ts'
import { startEmbeddedPostgres } from './start.ts'

describe('where an embedded Postgres lives', () => {
  let directory: string
  let remove: () => void
  beforeEach(() => {
    ;({ directory, remove } = temporaryHome())
  })
  afterEach(() => remove())
  const start = () => startEmbeddedPostgres({ directory, logger: silentLogger })

  it('gives every database a role that reaches no other, and keeps its password to itself', async () => {
    const server = await start()
    const broker = await server.ensureDatabase('broker')
    const owner = await server.ensureDatabase('owner-1')
    expect(await server.ensureDatabase('broker')).toBe(broker)
    const trespass = new URL(broker)
    for (const name of ['owner-1', 'postgres', 'template1']) {
      trespass.pathname = `/${name}`
      const sql = postgres(trespass.href, { max: 1, onnotice() {} })
      await expect(sql`select 1`).rejects.toMatchObject({ code: '42501' })
      await sql.end()
    }
    const own = postgres(owner, { max: 1 })
    await own`create table mine (id int)`
    await expect(own`create database more`).rejects.toMatchObject({ code: '42501' })
    await own.end()
    const passwordFile = join(directory, 'roles', 'broker.password')
    expect(statSync(passwordFile).mode & 0o777).toBe(0o600)
    expect(broker).toContain(readFileSync(passwordFile, 'utf8').trim())
    expect(readFileSync(join(directory, 'postgres.log'), 'utf8')).not.toContain('PASSWORD')
    for (const bad of ['Broker', '1st', 'a"b', 'postgres', 'pg_x', '']) {
      await expect(server.ensureDatabase(bad)).rejects.toMatchObject({
        error: { code: 'input.invalid' },
      })
    }
    await server.stop()
  })

  it.skipIf(process.getuid?.() !== 0)(
    'finds its data again although its user cannot enter the home of root',
    async () => {
      chmodSync(dirname(directory), 0o700)
      const first = await start()
      const sql = postgres(await first.ensureDatabase('app'), { max: 1 })
      await sql`create table kept (id int)`
      await sql.end()
      await first.stop()
      const { cluster } = JSON.parse(readFileSync(join(directory, 'location.json'), 'utf8'))
      expect(existsSync(join(cluster, 'pgdata'))).toBe(true)
      expect(existsSync(join(directory, 'cluster'))).toBe(false)

      const second = await start()
      const again = postgres(await second.ensureDatabase('app'), { max: 1 })
      expect([...(await again`select * from kept`)]).toEqual([])
      await again.end()
      await second.stop()
      removeEmbeddedPostgres(directory)
      expect(existsSync(cluster)).toBe(false)
    },
  )

  it('is not removed while a process holds it', async () => {
    const server = await start()
    expect(() => removeEmbeddedPostgres(directory)).toThrow(
      `${directory} is in use by process ${process.pid}`,
    )
    const sql = postgres(await server.ensureDatabase('app'), { max: 1 })
    expect([...(await sql`select 1 as one`)]).toEqual([{ one: 1 }])
    await sql.end()
    await server.stop()
    removeEmbeddedPostgres(directory)
    expect(existsSync(directory)).toBe(false)
  })

  it('copies binaries that are hidden from others so that they can be read, once', () => {
    const native = join(directory, 'package', 'native')
    const cache = join(directory, 'cache')
    writeTree(native, { 'bin/postgres': 0o700, 'share/file': 0o600 })
    const copy = copyReadable(native, '18.4.0', () => true, [cache])
    expect(statSync(join(copy, 'bin/postgres')).mode & 0o777).toBe(0o755)
    expect(statSync(join(copy, 'share/file')).mode & 0o777).toBe(0o644)
    expect(statSync(join(copy, 'bin')).mode & 0o777).toBe(0o755)
    rmSync(native, { recursive: true })
    expect(copyReadable(native, '18.4.0', () => true, [cache])).toBe(copy)
    chmodSync(dirname(copy), 0o777)
    expect(() => copyReadable(native, '18.4.0', () => true, [cache])).toThrow('writable by others')
  })
})

function writeTree(root: string, files: Readonly<Record<string, number>>): void {
  for (const [name, mode] of Object.entries(files)) {
    const path = join(root, name)
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    writeFileSync(path, 'x')
    chmodSync(path, mode)
  }
}
