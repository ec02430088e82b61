import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { type Database, openDatabase } from './open-database.ts'

let test: TestDatabase
let db: Database
let admin: Database

beforeAll(async () => {
  test = await openTestDatabase({ poolSize: 4 })
  ;({ db } = test)
  admin = openDatabase({ url: test.url, poolSize: 2 })
})

afterAll(async () => {
  await Promise.all([test?.close(), admin?.close()])
})

const end = (pid: number) => admin.$client`select pg_terminate_backend(${pid})`
const ownPid = async (tx: { execute: Database['execute'] }) => {
  const [row] = await tx.execute<{ pid: number }>('select pg_backend_pid() as pid')
  return row!.pid
}

it('a transaction that loses its connection between two statements fails, and nothing else does', async () => {
  let after: unknown
  const lost = db.transaction(async (tx) => {
    await end(await ownPid(tx))
    await sleep(100)
    after = await tx.execute('select 1').catch((error: unknown) => error)
    throw after
  })
  await expect(lost).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' })
  await sleep(400)
  expect(after).toMatchObject({ cause: { message: expect.stringMatching(/was lost/) } })
  expect(await db.execute('select 1 as one')).toEqual([{ one: 1 }])
})

it('work in a savepoint hears of the loss', async () => {
  let heard: unknown
  const lost = db.transaction(async (tx) => {
    const pid = await ownPid(tx)
    await tx
      .transaction(async () => {
        await end(pid)
        await sleep(60_000, undefined, { ref: false })
      })
      .catch((error: unknown) => {
        heard = error
      })
  })
  await expect(lost).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' })
  await sleep(50)
  expect(heard).toMatchObject({ code: 'CONNECTION_CLOSED' })
})

it('work that undoes itself leaves the connection as it was', async () => {
  await expect(
    db.transaction(async (tx) => {
      await tx.execute('create table undone (id int)')
      throw new Error('undone')
    }),
  ).rejects.toThrow('undone')
  expect(await db.execute(`select to_regclass('undone') as found`)).toEqual([{ found: null }])
})

it('every connection of a pool works again after all of them were lost in the middle of work, again and again', async () => {
  let over = false
  const busy = Array.from({ length: 12 }, async () => {
    while (!over) {
      // Asked again in the very turn in which the other connections close, too.
      await db.execute('select 1').catch(() => new Promise(setImmediate))
    }
  })
  for (let round = 0; round < 10; round++) {
    await sleep(60)
    await admin.$client`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.catch(() => {})
  }
  await sleep(300)
  over = true
  await Promise.all(busy)
  // One slot that is lost for good would keep its share of these waiting.
  const all = Array.from({ length: 40 }, () => db.execute('select pg_sleep(0.01)'))
  await expect(Promise.all(all)).resolves.toHaveLength(40)
})
