import type { LogRecord } from '@lianshu/kernel'
import { testDid } from '@lianshu/testkit'
import type { PlacedBatch, SignedHead } from '@lianshu/trust'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { createLogStore } from './log-store.ts'
import { bindRecordLog } from './record-log.ts'
import { createWitnessStore } from './witness-store.ts'

const alice = testDid('alice')
const bob = testDid('bob')
const record = (subject: string, participantId = alice): LogRecord => ({
  ...{ participantId, type: 'round.trained', actor: participantId, subject },
  at: '2026-11-21T08:00:00.000Z',
})
const headOf = (size: number): SignedHead => ({
  head: { origin: alice, size, root: 'ab'.repeat(32), time: '2026-11-21T08:00:00.000Z' },
  jws: 'a..b',
})

describe('the log store', () => {
  let test: TestDatabase
  beforeAll(async () => {
    test = await openTestDatabase()
    for (const subject of ['r0', 'r1', 'r2']) await bindRecordLog(test.db).append(record(subject))
    await bindRecordLog(test.db).append(record('foreign', bob))
  })
  afterAll(() => test.close())
  const store = () => createLogStore(test.db)
  const batchOf = async (fromSize: number, count: number): Promise<PlacedBatch> => {
    const pending = await store().unsequenced(alice, count)
    const nodes = pending.map((_, at) => ({
      level: 0,
      index: fromSize + at,
      hash: `h${fromSize + at}`,
    }))
    return { fromSize, ids: pending.map(({ id }) => id), nodes, head: headOf(fromSize + count) }
  }

  it('knows whose records wait', async () => {
    expect([...(await store().pending())].sort()).toEqual([alice, bob])
  })

  it('lets one of many sequencers place a batch', async () => {
    const batch = await batchOf(0, 2)
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => store().place(alice, batch)))
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
    const lost = outcomes.find((outcome) => !outcome.ok)
    expect(lost).toMatchObject({ error: { code: 'conflict.stale' } })
    expect(await store().size(alice)).toBe(2)
    expect(await store().size(bob)).toBe(0)
  })

  it('continues where it ended and gives everything back in order', async () => {
    expect(await store().place(alice, await batchOf(2, 1))).toMatchObject({ ok: true })
    const subjects = (await store().entries(alice, 1, 9)).map((e) => [e.index, e.record.subject])
    expect(subjects).toEqual([
      [1, 'r1'],
      [2, 'r2'],
    ])
    expect(await store().pending()).toEqual([bob])
    expect(
      await store().nodes(
        alice,
        [2, 0].map((index) => ({ level: 0, index })),
      ),
    ).toEqual(['h2', 'h0'])
    await expect(store().nodes(alice, [{ level: 3, index: 0 }])).rejects.toThrow('no node')
    expect((await store().heads(alice, 10)).map(({ head }) => head.size)).toEqual([2, 3])
    expect((await store().heads(alice, 10, 2)).map(({ head }) => head.size)).toEqual([3])
    expect(await store().latestHead(alice)).toEqual(headOf(3))
    expect(await store().latestHead(bob)).toBeUndefined()
  })

  it('writes nothing of a batch with a record that is not pending', async () => {
    const foreign = await store().unsequenced(bob, 1)
    const batch = { fromSize: 3, ids: foreign.map(({ id }) => id), nodes: [], head: headOf(4) }
    await expect(store().place(alice, batch)).rejects.toThrow('not pending')
    expect(await store().latestHead(alice)).toEqual(headOf(3))
  })

  it('has a table that refuses to change or remove a record', async () => {
    const sql = test.db.$client
    await expect(sql`delete from log_records`).rejects.toThrow('never changed')
    await expect(sql`update log_records set record = '{}'`).rejects.toThrow('never changed')
    await expect(sql`update log_records set leaf = null`).rejects.toThrow('never changed')
    await expect(sql`update log_records set leaf = leaf + 10`).rejects.toThrow('never changed')
  })

  it('keeps one cosignature per witness and head', async () => {
    const statement = { witness: bob, head: headOf(3).head, time: '2026-11-21T08:01:00.000Z' }
    await store().addCosignature(alice, { statement, jws: 'first' })
    await store().addCosignature(alice, { statement, jws: 'second' })
    expect(await store().cosignatures(alice)).toEqual([{ statement, jws: 'first' }])
  })

  it('remembers a witnessed head only over the one that was read', async () => {
    const witness = createWitnessStore(test.db)
    const [first, second] = [headOf(1).head, headOf(2).head]
    const stale = { ok: false, error: { code: 'conflict.stale' } }
    expect(await witness.lastSeen(bob, alice)).toBeUndefined()
    expect(await witness.remember(bob, undefined, first)).toMatchObject({ ok: true })
    expect(await witness.remember(bob, undefined, second)).toMatchObject(stale)
    expect(await witness.remember(bob, second, headOf(3).head)).toMatchObject(stale)
    expect(await witness.remember(bob, first, second)).toMatchObject({ ok: true })
    expect(await witness.lastSeen(bob, alice)).toEqual(second)
  })
})
