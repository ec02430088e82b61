import { type Did, ok, systemClock } from '@lianshu/kernel'
import type { Peer } from '@lianshu/testkit'
import { createDidResolver, createStatusCheck, memberCredentials } from '@lianshu/trust'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { delivered, openTestBroker, problemOf, type TestBroker } from '../testing/test-broker.ts'

let broker: TestBroker
beforeAll(async () => {
  broker = await openTestBroker('automatic')
})
afterAll(() => broker?.close())

type Entry = Readonly<Record<string, string>>

/** What a stranger finds out about a credential, by the list alone. */
const check = createStatusCheck({
  resolver: createDidResolver({
    fetchJson: async ({ url }) => ok(await (await fetch(url)).json()),
    clock: systemClock,
    allowHttpOnLoopback: true,
  }),
  async fetchDocument({ url }) {
    const answer = await fetch(url)
    return ok({ mediaType: answer.headers.get('content-type')!, text: await answer.text() })
  },
  clock: systemClock,
})
const statusOf = async (statuses: readonly Entry[]) => {
  const checked = await check({ issuer: broker.did as Did, statuses }, { maxAgeMs: -1 })
  return checked.ok ? 'good' : checked.error.details?.status
}

/** Everything that is given to a member, as the entries of `credentialStatus`. */
async function given(slug: string): Promise<{ peer: Peer; statuses: readonly Entry[] }> {
  const peer = await broker.peers.add(slug)
  await broker.ask('/members', { as: peer, body: broker.applicationOf(peer) })
  await broker.request(
    peer,
    memberCredentials.map(({ id }) => id),
  )
  const [{ message }] = await delivered(peer)
  const payloads = (message.credentials as { payload: string }[]).map(({ payload }) =>
    JSON.parse(Buffer.from(payload.split('.')[1]!, 'base64url').toString()),
  )
  const statuses = payloads.flatMap(({ credentialStatus, vc }) => {
    return [credentialStatus ?? vc.credentialStatus].flat() as Entry[]
  })
  return { peer, statuses }
}

describe('the status of what a member was given', () => {
  it('follows the operator’s decisions, in both formats, for that member alone', async () => {
    const [one, other] = [await given('watched'), await given('untouched')]
    expect(one.statuses).toHaveLength(6)
    const expectAll = async (statuses: readonly Entry[], expected: string) => {
      for (const entry of statuses) {
        expect([entry, await statusOf([entry])]).toEqual([entry, shown(expected, entry)])
      }
    }
    await expectAll(one.statuses, 'good')
    await broker.decide(one.peer, 'suspend')
    await expectAll(one.statuses, 'suspended')
    await expectAll(other.statuses, 'good')
    await broker.decide(one.peer, 'reinstate')
    await expectAll(one.statuses, 'good')
    await broker.decide(one.peer, 'revoke')
    await expectAll(one.statuses, 'revoked')
    await expectAll(other.statuses, 'good')
    const path = `/members/${encodeURIComponent(one.peer.did)}/credentials`
    const states = (await broker.operate<{ state: string }[]>(path)).map(({ state }) => state)
    expect(states).toEqual(['REVOKED', 'REVOKED', 'REVOKED', 'REVOKED'])
  })

  it('stays as it was when the decision is not possible', async () => {
    const { peer, statuses } = await given('steady')
    expect(await problemOf(await broker.decide(peer, 'reinstate'))).toEqual([409, 'state.illegal'])
    expect(await problemOf(await broker.decide(peer, 'suspend', ' '))).toEqual([
      ...[400, 'input.invalid'],
    ])
    expect(await statusOf(statuses)).toBe('good')
  })

  it('says nothing by its place: places are drawn by chance', async () => {
    const { statuses } = await given('scattered')
    const places = statuses.map(({ statusListIndex }) => Number(statusListIndex))
    const drawn = [...new Set(places)]
    expect(drawn).toHaveLength(4)
    // In a row they would lie within four places of each other; by chance once in billions of times.
    expect(Math.max(...drawn) - Math.min(...drawn)).toBeGreaterThan(100)
  })
})

/** What an entry shows of a standing; of VCDM 1.1 every bad one as revoked. */
function shown(standing: string, { type, statusPurpose }: Entry): string {
  if (standing === 'good') return 'good'
  if (type === 'StatusList2021Entry') return 'revoked'
  return statusPurpose === (standing === 'revoked' ? 'revocation' : 'suspension')
    ? standing
    : 'good'
}

describe('a status list', () => {
  it('may be kept for some seconds by whoever reads it, without any token', async () => {
    const answer = await broker.ask('/dcp/status-lists/bitstring-1/revocation')
    expect(answer.headers.get('content-type')).toBe('application/vc+jwt')
    expect(answer.headers.get('cache-control')).toBe('public, max-age=10')
    const former = await broker.ask('/dcp/status-lists/statuslist2021-1/revocation')
    expect(former.headers.get('content-type')).toBe('application/jwt')
  })

  it('is none under other names', async () => {
    for (const path of [
      ...['bitstring-1/mood', 'bitstring-0/revocation', 'x/revocation', '../x/y'],
      'statuslist2021-1/suspension',
    ]) {
      const answer = await broker.ask(`/dcp/status-lists/${path}`)
      expect([path, await problemOf(answer)]).toEqual([path, [404, 'not-found']])
    }
  })
})

describe('what could not be delivered', () => {
  it('goes on after a restart, as often as it takes', async () => {
    const plant = await broker.peers.add('asleep')
    await broker.ask('/members', { as: plant, body: broker.applicationOf(plant) })
    let refusals = 0
    broker.peers.answer('/participants/asleep/dcp/credentials', (response) => {
      refusals++
      response.writeHead(503).end()
    })
    await broker.request(plant)
    await expect.poll(() => refusals, { timeout: 10_000 }).toBeGreaterThan(0)
    await broker.restart()
    broker.peers.wake('/participants/asleep/dcp/credentials')
    const [{ message }] = await delivered(plant)
    expect(message).toMatchObject({ status: 'ISSUED' })
  })
})
