import type { Json } from '@lianshu/kernel'
import type { Peer } from '@lianshu/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  apiKey,
  delivered,
  openTestBroker,
  problemOf,
  type TestBroker,
} from '../testing/test-broker.ts'

let manual: TestBroker
let automatic: TestBroker

beforeAll(async () => {
  ;[manual, automatic] = await Promise.all([openTestBroker('manual'), openTestBroker('automatic')])
})
afterAll(async () => {
  await Promise.all([manual?.close(), automatic?.close()])
})

describe('an application', () => {
  it('waits for the operator, and so does a request for credentials', async () => {
    const { ask, applicationOf, peers, decide, request, operate } = manual
    const plant = await peers.add('patient')
    const body = applicationOf(plant)
    const first = await ask('/members', { as: plant, body })
    expect([first.status, await first.json()]).toEqual([202, { state: 'APPLIED' }])
    expect(await problemOf(await ask('/demands', { as: plant, body: { text: 'x' } }))).toEqual([
      ...[403, 'auth.not-member'],
    ])
    const asked = await request(plant)
    expect([asked.status, await asked.json()]).toMatchObject([201, { status: 'RECEIVED' }])
    expect((await decide(plant, 'admit')).status).toBe(200)
    const [{ message }] = await delivered(plant)
    expect(message).toMatchObject({ status: 'ISSUED', credentials: [{}] })
    const again = await ask('/members', { as: plant, body })
    expect([again.status, await again.json()]).toEqual([200, { state: 'ADMITTED' }])
    const entry = await operate<{ history: Json[] }>(`/members/${encodeURIComponent(plant.did)}`)
    expect(entry.history).toMatchObject([
      { event: 'apply', state: 'APPLIED' },
      { event: 'admit', state: 'ADMITTED' },
    ])
  })

  it('brings its rejection to the wallet, with the reason in the register alone', async () => {
    const { ask, applicationOf, peers, decide, request, operate } = manual
    const plant = await peers.add('refused')
    await ask('/members', { as: plant, body: applicationOf(plant) })
    await request(plant)
    const silent = await decide(plant, 'reject', '')
    expect(await problemOf(silent)).toEqual([400, 'input.invalid'])
    expect((await decide(plant, 'reject', 'the papers are missing')).status).toBe(200)
    const [{ message }] = await delivered(plant)
    expect(message).toMatchObject({ status: 'REJECTED', credentials: [] })
    expect(message.rejectionReason).toBe('the application was rejected')
    const entry = await operate<{ history: Json[] }>(`/members/${encodeURIComponent(plant.did)}`)
    expect(entry.history.at(-1)).toMatchObject({ reason: 'the papers are missing' })
  })

  it('names a company by a number whose checksum holds', async () => {
    const { ask, applicationOf, peers } = automatic
    const plant = await peers.add('mistyped')
    for (const wrong of [
      { scheme: 'uscc', value: '91350100M000100Y44' },
      { scheme: 'lei', value: '91350100M000100Y43' },
      { scheme: 'duns', value: '123456789' },
      undefined,
    ]) {
      const body = { ...applicationOf(plant), number: wrong }
      const answer = await ask('/members', { as: plant, body })
      expect(await problemOf(answer)).toEqual([400, 'input.invalid'])
    }
    const lei = { scheme: 'lei', value: '5299 00T8 BM49 AURS DO55' }
    const body = { ...applicationOf(plant), number: lei }
    expect((await ask('/members', { as: plant, body })).status).toBe(200)
  })

  it('is granted at once where the space says so, but not with power over others', async () => {
    const { ask, applicationOf, peers } = automatic
    const plant = await peers.add('quick')
    const granted = await ask('/members', { as: plant, body: applicationOf(plant) })
    expect(await granted.json()).toMatchObject({ state: 'ADMITTED' })
    const watcher = await peers.add('watcher')
    const body = { ...applicationOf(watcher), roles: ['owner', 'regulator'] }
    expect((await ask('/members', { as: watcher, body })).status).toBe(202)
  })

  it('names addresses of its own host only', async () => {
    const { ask, applicationOf, peers } = automatic
    const plant = await peers.add('elsewhere')
    const body = { ...applicationOf(plant), protocolUrl: 'http://169.254.169.254/latest' }
    const answer = await ask('/members', { as: plant, body })
    expect(await answer.clone().json()).toMatchObject({ at: 'protocolUrl' })
    expect(await problemOf(answer)).toEqual([400, 'input.invalid'])
  })

  it('is not taken with a slug that could leave its place', async () => {
    const { ask, applicationOf, peers } = automatic
    const plant = await peers.add('tricky')
    for (const slug of ['../x', 'a/b', '%2e%2e', '', 'A']) {
      const answer = await ask('/members', { as: plant, body: { ...applicationOf(plant), slug } })
      expect(await problemOf(answer)).toEqual([400, 'input.invalid'])
    }
  })
})

describe('a member', () => {
  it('is refused while suspended, though its credential is still good', async () => {
    const { join, ask, decide, applicationOf } = automatic
    const plant = await join('suspect')
    const demand = { as: plant, body: { text: '需要铣床数据' } }
    expect((await ask('/demands', demand)).status).toBe(201)
    await decide(plant, 'suspend')
    expect(await problemOf(await ask('/demands', demand))).toEqual([403, 'auth.not-member'])
    const again = await ask('/members', { as: plant, body: applicationOf(plant) })
    expect(await problemOf(again)).toEqual([409, 'state.illegal'])
    await decide(plant, 'reinstate')
    expect((await ask('/demands', demand)).status).toBe(201)
  })

  it('cannot give itself another role, name or number by applying again', async () => {
    const { join, ask, applicationOf, operate } = automatic
    const plant = await join('climber')
    const number = { scheme: 'lei', value: '529900T8BM49AURSDO55' }
    const body = { ...applicationOf(plant), roles: ['operator'], slug: 'other', number }
    expect((await ask('/members', { as: plant, body })).status).toBe(200)
    expect(await operate(`/members/${encodeURIComponent(plant.did)}`)).toMatchObject({
      ...{ roles: ['owner'], slug: 'climber', number: { scheme: 'uscc' } },
    })
  })
})

describe('the register', () => {
  const didsOf = (members: readonly { id: string }[]) => members.map(({ id }) => id)

  it('is searched by words, number and standing, page by page', async () => {
    const { peers, ask, applicationOf, operate, decide } = manual
    const plants = []
    for (const slug of ['xun-a', 'xun-b', 'xun-c']) {
      const plant = await peers.add(slug)
      const name = { zh: '寻找 100% 工厂', en: `Searched ${slug}` }
      await ask('/members', { as: plant, body: { ...applicationOf(plant), name } })
      plants.push(plant)
    }
    const [a, b, c] = plants as [Peer, Peer, Peer]
    await decide(b, 'admit')
    const find = async (query: string) =>
      didsOf(await operate<{ id: string }[]>(`/members?${new URLSearchParams(query)}`))
    expect(await find('text=寻找 100%')).toEqual([a.did, b.did, c.did])
    expect(await find('text=SEARCHED xun-b')).toEqual([b.did])
    expect(await find('text=91350100M000100Y43 xun-c')).toEqual([c.did])
    expect(await find('text=寻找&state=APPLIED')).toEqual([a.did, c.did])
    expect(await find('text=寻找_100')).toEqual([])
    const headers = { 'x-api-key': apiKey }
    const first = await ask(`/members?text=${encodeURIComponent('寻找')}&limit=2`, { headers })
    const next = /<(.+)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1]
    expect(didsOf((await first.json()) as { id: string }[])).toEqual([a.did, b.did])
    expect(didsOf(await operate<{ id: string }[]>(next!))).toEqual([c.did])
  })
})

describe('decisions', () => {
  it('are the operator’s alone', async () => {
    const { join, ask } = automatic
    const plant = await join('decider')
    const path = `/members/${encodeURIComponent(plant.did)}/decision`
    const body = { decision: 'revoke' }
    expect(await problemOf(await ask(path, { body }))).toEqual([401, 'auth.missing'])
    expect(await problemOf(await ask(path, { body, as: plant }))).toEqual([401, 'auth.invalid'])
    expect(await problemOf(await ask('/members'))).toEqual([401, 'auth.missing'])
  })

  it('are about somebody who applied', async () => {
    const headers = { 'x-api-key': 'an operator key that is long enough' }
    for (const did of ['did:web:nobody.example', 'nobody', '..%2F..%2Fx']) {
      const path = `/members/${did}/decision`
      const answer = await automatic.ask(path, { headers, body: { decision: 'admit' } })
      expect(await problemOf(answer)).toEqual([404, 'not-found'])
    }
  })
})
