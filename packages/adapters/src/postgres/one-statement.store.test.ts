import { asId, type Did } from '@lianshu/kernel'
import { testDid } from '@lianshu/testkit'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { bindInbox } from './inbox.ts'
import { bindRecordLog } from './record-log.ts'
import { createTransactor } from './transactor.ts'

const [alice, bob] = [testDid('alice'), testDid('bob')]
const answer = { status: 200, body: 'first' }
const key = (messageId: string) => ({ participantId: alice, counterpartyId: bob, messageId })
const record = (subject: string) => ({
  ...{ participantId: asId<Did>(alice), actor: bob, subject },
  ...{ type: 'negotiation.requested', at: '2026-11-21T08:00:00Z' },
})

describe('a unit of work', () => {
  let test: TestDatabase
  const statements: string[] = []
  beforeAll(async () => {
    test = await openTestDatabase()
    await test.db.execute('select 1')
    test.db.$client.options.debug = (_connection, text) => void statements.push(text)
  })
  beforeEach(() => void statements.splice(0))
  afterAll(() => test.close())

  const transactor = () =>
    createTransactor(test.db, (work) => ({ inbox: bindInbox(work), records: bindRecordLog(work) }))
  const subjects = async () =>
    (await test.db.$client`select record from log_records order by id`).map(
      (row) => JSON.parse(row.record).subject,
    )

  it('that takes a new message costs one statement', async () => {
    await transactor().run(async ({ inbox, records }) => {
      expect(await inbox.firstAnswer(key('one'))).toBeUndefined()
      await records.append(record('one'))
      await inbox.record(key('one'), answer)
    })
    expect(statements.map((text) => text.split(' ')[0])).toEqual(['with'])
    expect(await subjects()).toEqual(['one'])
  })

  it('believes that a message is new only until it is to be recorded', async () => {
    const again = await transactor().run(async ({ inbox, records }) => {
      const first = await inbox.firstAnswer(key('one'))
      if (first) return first
      await records.append(record('again'))
      await inbox.record(key('one'), { status: 200, body: 'again' })
      return undefined
    })
    expect(again).toEqual(answer)
    expect(await subjects()).toEqual(['one'])
  })

  it('does not believe it where nothing is recorded, nor where the message is refused', async () => {
    expect(await transactor().run(({ inbox }) => inbox.firstAnswer(key('one')))).toEqual(answer)
    const judged = transactor().run(async ({ inbox }) => {
      const first = await inbox.firstAnswer(key('one'))
      throw new Error(first ? 'known' : 'new')
    })
    await expect(judged).rejects.toThrow('known')
  })

  it('changes nothing when one of its writes is refused, and says why', async () => {
    const twice = transactor().run(async ({ inbox, records }) => {
      await records.append(record('refused'))
      await inbox.record(key('one'), { status: 400, body: 'second' })
    })
    await expect(twice).rejects.toMatchObject({ error: { code: 'conflict.exists' } })
    expect(await subjects()).toEqual(['one'])
    expect(await bindInbox(test.db).firstAnswer(key('one'))).toEqual(answer)
  })

  it('sees what it wrote, and keeps the order of what it writes to one table', async () => {
    await transactor().run(async ({ inbox, records }) => {
      await inbox.record(key('two'), answer)
      expect(await inbox.firstAnswer(key('two'))).toEqual(answer)
      for (const subject of ['two', 'three', 'four']) await records.append(record(subject))
    })
    expect(await subjects()).toEqual(['one', 'two', 'three', 'four'])
  })
})
