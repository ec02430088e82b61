import type { FollowUp } from '@lianshu/exchange'
import { type Did, DomainFailure, domainError, silentLogger } from '@lianshu/kernel'
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

it('a step that lost every race for its rows is taken again, on what is stored then', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const stale = domainError('conflict.stale', 'urn:n is no longer at version 1')
  const raced: string[] = []
  const transactor = {
    async run(work: (stores: object) => unknown) {
      if (raced.length < 6) {
        raced.push('lost')
        throw new DomainFailure(stale)
      }
      return work({ negotiations: { get: async () => void raced.push('read') } })
    },
  }
  const negotiating = {
    ...{ transactor, decideTurn: async () => ({ kind: 'proceed' }) },
    clock: { now: () => new Date(0) },
  }
  const deps = { negotiating, transferring: {}, logger: silentLogger }
  const followUps = createFollowUps(deps as unknown as Parameters<typeof createFollowUps>[0])
  const known = { id: 'urn:n', side: 'provider', state: 'VERIFIED', version: 1 }
  followUps.take({ ...step, known } as unknown as FollowUp)
  for (let second = 0; second < 3; second++) {
    for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate)
    await vi.advanceTimersByTimeAsync(1000)
  }
  await followUps.settled()
  expect(raced).toEqual([...Array(6).fill('lost'), 'read'])
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
