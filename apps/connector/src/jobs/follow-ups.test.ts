import type { FollowUp } from '@lianshu/exchange'
import { type Did, silentLogger } from '@lianshu/kernel'
import { expect, it, vi } from 'vitest'
import { createFollowUps } from './follow-ups.ts'

const step: FollowUp = { kind: 'negotiation', participantId: 'did:web:us' as Did, id: 'urn:n' }

/** Follow-ups whose database is away for the first `outages` times that it is asked. */
function withOutages(outages: number) {
  let asked = 0
  const transactor = {
    async run() {
      if (asked++ < outages) throw new Error('CONNECTION_CLOSED')
    },
  }
  const deps = { negotiating: { transactor }, transferring: { transactor }, logger: silentLogger }
  const followUps = createFollowUps(deps as unknown as Parameters<typeof createFollowUps>[0])
  return { followUps, asked: () => asked }
}

it('a step that failed with the database is taken again until it is not the database', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { followUps, asked } = withOutages(3)
  followUps.take(step)
  const askedAt: number[] = []
  for (let second = 0; second < 20; second++) {
    await new Promise(setImmediate)
    await new Promise(setImmediate)
    while (askedAt.length < asked()) askedAt.push(second)
    await vi.advanceTimersByTimeAsync(1000)
  }
  expect(askedAt).toEqual([0, 1, 3, 7])
  vi.useRealTimers()
})

it('a node that closes takes nothing again', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { followUps, asked } = withOutages(3)
  followUps.take(step)
  await new Promise(setImmediate)
  await followUps.settled()
  await vi.advanceTimersByTimeAsync(5000)
  expect(asked()).toBe(1)
  vi.useRealTimers()
})
