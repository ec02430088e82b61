import { manualClock } from '@lianshu/kernel'
import { describeInbox, describeRecordLog, describeSeenTokens, testDid } from '@lianshu/testkit'
import { describe, expect, it } from 'vitest'
import { openTestDatabase } from '../testing/test-database.ts'
import { bindInbox } from './inbox.ts'
import { createLogStore } from './log-store.ts'
import { bindRecordLog } from './record-log.ts'
import { createSeenTokens } from './seen-tokens.ts'
import { createTransactor } from './transactor.ts'

describeInbox(async () => {
  const { db, close } = await openTestDatabase()
  return { subject: createTransactor(db, bindInbox), close }
})

describeSeenTokens(async () => {
  const { db, close } = await openTestDatabase()
  return { subject: createSeenTokens(db), close }
})

describeRecordLog(async () => {
  const { db, close } = await openTestDatabase()
  const store = createLogStore(db)
  return {
    subject: {
      transactor: createTransactor(db, bindRecordLog),
      async records(participantId) {
        const pending = await store.unsequenced(participantId, 100)
        return pending.map(({ record }) => record)
      },
    },
    close,
  }
})

describe('forgetting tokens', () => {
  it('forgets those that expired and keeps the others', async () => {
    const { db, close } = await openTestDatabase()
    const clock = manualClock('2026-11-21T08:00:00Z')
    const tokens = createSeenTokens(db, clock)
    const [alice, bob] = [testDid('alice'), testDid('bob')]
    const remember = (id: string, minute: number) =>
      tokens.remember(alice, bob, id, new Date(`2026-11-21T08:0${minute}:00Z`))
    await remember('short', 1)
    await remember('long', 5)
    clock.advance(120_000)
    await tokens.forgetExpired()
    expect(await remember('short', 9)).toBe(true)
    expect(await remember('long', 9)).toBe(false)
    await close()
  })
})
