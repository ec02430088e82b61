import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { createTransactor } from './transactor.ts'

describe('a transactor', () => {
  let test: TestDatabase
  beforeAll(async () => {
    test = await openTestDatabase()
    await test.db.$client`create table accounts (id int primary key, amount int not null)`
    await test.db.$client`insert into accounts values (1, 0), (2, 0)`
  })
  afterAll(() => test.close())

  const amounts = async () =>
    (await test.db.$client`select amount from accounts order by id`).map((row) => row.amount)

  it('ends a real deadlock by running the loser again', async () => {
    const transactor = createTransactor(test.db, (work) => work)
    let runs = 0
    let bothIn = 0
    let meet = () => {}
    const met = new Promise<void>((resolve) => {
      meet = resolve
    })
    const addTo = (first: number, second: number) =>
      transactor.run(async (work) => {
        const tx = work.atOnce()
        runs++
        await tx.execute(sql`update accounts set amount = amount + 1 where id = ${first}`)
        if (++bothIn === 2) meet()
        await met
        await tx.execute(sql`update accounts set amount = amount + 1 where id = ${second}`)
      })
    await Promise.all([addTo(1, 2), addTo(2, 1)])
    expect(await amounts()).toEqual([2, 2])
    // Under load the loser may be faster than the winner, and lose once more.
    expect(runs).toBeGreaterThanOrEqual(3)
  })

  it('undoes everything and passes every other failure on', async () => {
    const transactor = createTransactor(test.db, (work) => work)
    const before = await amounts()
    let runs = 0
    const failing = transactor.run(async (work) => {
      const tx = work.atOnce()
      runs++
      await tx.execute(sql`update accounts set amount = 99`)
      throw new TypeError('mine')
    })
    await expect(failing).rejects.toThrow(TypeError)
    expect(await amounts()).toEqual(before)
    expect(runs).toBe(1)
  })
})
