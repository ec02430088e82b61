import { type Did, manualClock, ok, seededRandom, silentLogger, unwrap } from '@lianshu/kernel'
import {
  buildDidDocument,
  createDidResolver,
  createStatusCheck,
  generateParticipantKeys,
  type KnownMember,
  publishStatusList,
  type StatusPurpose,
  statusEntriesAt,
} from '@lianshu/trust'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type WatchMembersDeps, watchMembers } from './watch-members.ts'

const everyMs = 10_000
const operator = 'did:web:space.example' as Did
const urlOf = (list: string, purpose: StatusPurpose) => `https://space.example/${list}/${purpose}`
const member = (index: number): KnownMember => ({
  ...{ participantId: 'did:web:mine' as Did, member: `did:web:member-${index}` as Did },
  issuer: operator,
  statuses: statusEntriesAt(
    'BitstringStatusList',
    (purpose) => urlOf('bitstring-1', purpose),
    index,
  ),
})

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** A watch over two members, its operator's real status lists, and with whom everything is to end. */
async function watched() {
  const clock = manualClock('2026-03-01T08:00:00Z')
  const keys = await generateParticipantKeys(operator, clock)
  const document = buildDidDocument({ did: operator, keys, services: [], now: clock.now() })
  const resolver = createDidResolver({ fetchJson: async () => ok(document), clock })
  const revoked: number[] = []
  let fetched = 0
  const checkStatus = createStatusCheck({
    ...{ resolver, clock },
    async fetchDocument({ url }) {
      fetched++
      const [purpose, list] = url.split('/').toReversed() as [StatusPurpose, string]
      const issued = { placesIn: async () => (purpose === 'revocation' ? revoked : []) }
      const asked = { list, purpose }
      const published = unwrap(
        await publishStatusList({ keys, issued, statusListUrl: urlOf, clock }, asked),
      )
      return ok({ mediaType: published.mediaType, text: published.jwt })
    },
  })
  const parted = new Set<string>()
  const none = {
    find: async (_: Did, { counterpartyId }: { counterpartyId?: string }) => {
      parted.add(String(counterpartyId))
      return []
    },
  }
  const deps = {
    ...{ exchange: { transfers: none, negotiations: none }, logger: silentLogger },
    ...{ negotiating: {}, transferring: {}, random: seededRandom('x'), graceMs: 0 },
    accepting: { checkStatus, clock },
    knownMembers: { trading: async () => [member(1), member(2)] },
  } as unknown as WatchMembersDeps
  const watch = watchMembers(deps, everyMs)
  return {
    ...{ revoked, parted, fetches: () => fetched },
    /** The next look, and its end. */
    async look() {
      clock.advance(everyMs)
      vi.advanceTimersByTime(everyMs)
      await watch.settled()
    },
    stop: () => watch.stop(),
  }
}

it('sees with the very next look what was taken away, and fetches each list once in a look', async () => {
  const { revoked, parted, fetches, look, stop } = await watched()
  await look()
  expect([parted.size, fetches()]).toEqual([0, 2])
  revoked.push(2)
  await look()
  expect([...parted]).toEqual(['did:web:member-2'])
  expect(fetches()).toBe(4)
  await stop()
})
