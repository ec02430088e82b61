import { type Delivery, silentLogger, systemClock, systemRandom } from '@lianshu/kernel'
import { testDid } from '@lianshu/testkit'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { bindOutbox } from './outbox.ts'
import { createRemoval, send } from './outbox-step.ts'
import { createTransactor } from './transactor.ts'

const message = (id: string) => ({
  ...{ id, participantId: testDid('a'), counterpartyId: testDid('b'), processId: 'p' },
  ...{ kind: 'negotiation', to: 'https://b.example/', body: {} },
})

describe('a relay whose message the server has lost, and given its place to another one', () => {
  let test: TestDatabase
  beforeAll(async () => {
    test = await openTestDatabase()
  })
  afterAll(() => test.close())
  beforeEach(() => test.db.$client`delete from outbox`)

  const rows = () => test.db.$client`select id, attempts from outbox`
  const take = async (id: string, delivery: Delivery, needsSettling: boolean) => {
    await createTransactor(test.db, bindOutbox).run((outbox) => outbox.add(message('there')))
    const [row] = await test.db.$client`select position from outbox`
    const deps = {
      ...{ transactor: createTransactor(test.db, (work) => work), remove: createRemoval(test.db) },
      ...{ deliver: async () => delivery, settle: async () => {}, wakeLater: () => {} },
      ...{ needsSettling: () => needsSettling, maxAttempts: 3, signal: AbortSignal.any([]) },
      ...{ clock: systemClock, random: systemRandom, logger: silentLogger },
    }
    await send(deps, { message: message(id), position: Number(row!.position), attempts: 0 })
  }
  const delivered = { kind: 'delivered', status: 200, answer: null } as const
  const outcomes: [string, Delivery, boolean][] = [
    ['was delivered', delivered, false],
    ['was delivered and settled', delivered, true],
    ['was put off', { kind: 'retry', reason: 'busy' }, false],
  ]

  it.each(outcomes)('leaves that one alone when its own %s', async (_what, delivery, settles) => {
    await take('lost', delivery, settles)
    expect(await rows()).toEqual([{ id: 'there', attempts: 0 }])
  })

  it.each(outcomes)('still ends its own that %s', async (_what, delivery, settles) => {
    await take('there', delivery, settles)
    const left = delivery.kind === 'retry' ? [{ id: 'there', attempts: 1 }] : []
    expect(await rows()).toEqual(left)
  })
})
