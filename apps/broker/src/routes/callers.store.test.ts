import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestBroker, problemOf, type TestBroker } from '../testing/test-broker.ts'

let space: TestBroker
beforeAll(async () => {
  space = await openTestBroker('automatic')
})
afterAll(() => space?.close())

const demand = { text: '需要铣床数据' }

describe('a caller', () => {
  it.each([
    ['POST', '/demands'],
    ['POST', '/runs'],
    ['POST', '/witness'],
    ['POST', '/members'],
    ['GET', '/runs/x/plan'],
    ['GET', '/runs/x/work'],
    ['PUT', '/runs/x/vectors'],
    ['POST', '/runs/x/join'],
    ['GET', `/runs/x/models/${'0'.repeat(64)}`],
  ])('without a token is asked for one: %s %s', async (method, path) => {
    const answer = await space.ask(path, { method })
    expect(answer.headers.get('www-authenticate')).toBe('Bearer')
    expect(await problemOf(answer)).toEqual([401, 'auth.missing'])
  })

  it('with a token for somebody else, or one that was used before, is refused', async () => {
    const plant = await space.join('replayer')
    const elsewhere = await plant.authorization(space.peers.operator.did)
    const send = (authorization: string) =>
      space.ask('/demands', { body: demand, headers: { authorization } })
    expect(await problemOf(await send(elsewhere))).toEqual([401, 'auth.invalid'])
    const once = await plant.authorization(space.did)
    expect((await send(once)).status).toBe(201)
    expect(await problemOf(await send(once))).toEqual([401, 'auth.replayed'])
  })

  it('with a token that another key signed is refused', async () => {
    const plant = await space.join('honest')
    const thief = await space.peers.add('thief')
    const [header, payload] = (await plant.authorization(space.did)).split('.')
    const [, , signature] = (await thief.authorization(space.did)).split('.')
    const headers = { authorization: `${header}.${payload}.${signature}` }
    const answer = await space.ask('/demands', { body: demand, headers })
    expect(await problemOf(answer)).toEqual([401, 'auth.invalid'])
  })

  it('who is no member is told so, whatever an operator of another space vouches', async () => {
    const stranger = await space.peers.add('stranger')
    expect(await problemOf(await space.ask('/demands', { as: stranger, body: demand }))).toEqual([
      ...[403, 'auth.not-member'],
    ])
    stranger.keep(await space.peers.vouchFor(stranger.did))
    expect(await problemOf(await space.ask('/demands', { as: stranger, body: demand }))).toEqual([
      ...[403, 'auth.not-member'],
    ])
  })

  it('who says too much too often is slowed down', async () => {
    const plant = await space.join('chatty')
    let last = await space.ask('/demands', { as: plant, body: demand })
    for (let said = 1; said < 70 && last.status === 201; said++) {
      last = await space.ask('/demands', { as: plant, body: demand })
    }
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await problemOf(last)).toEqual([429, 'rate.exceeded'])
  })
})

describe('what everybody may read', () => {
  it('shows the operator’s log to whoever asks, a thousand records at once at most', async () => {
    await space.join('recorded')
    await space.ask('/operate/log', {
      method: 'POST',
      headers: { 'x-api-key': 'an operator key that is long enough' },
    })
    const log = `/api/log/${encodeURIComponent(space.did)}`
    const head = (await (await space.ask(`${log}/head`)).json()) as { size: number; keys: object }
    expect(head.size).toBeGreaterThan(0)
    const entries = await (await space.ask(`${log}/entries?from=0&to=1000`)).json()
    expect(entries).toHaveLength(head.size)
    for (const range of ['from=0&to=1001', 'from=-1', 'from=5&to=4', 'from=x', 'to=1e400']) {
      const refused = await space.ask(`${log}/entries?${range}`)
      expect([range, ...(await problemOf(refused))]).toEqual([range, 400, 'input.invalid'])
    }
  })

  it('passes on a member’s log only when it is one, and asks nobody who merely applied', async () => {
    const { peers, ask, join, decide, applicationOf } = space
    const plant = await join('logger')
    const log = `/api/log/${encodeURIComponent(plant.did)}/head`
    const path = '/participants/logger/log?from=0&to=0'
    peers.answer(path, 200, { head: {}, cosignatures: [{}], entries: [] })
    expect(await problemOf(await ask(log))).toEqual([502, 'peer.invalid'])
    peers.answer(path, 200, { cosignatures: [], entries: [] })
    expect(await problemOf(await ask(log))).toEqual([404, 'not-found'])

    const applicant = await peers.add('applicant')
    const body = { ...applicationOf(applicant), roles: ['regulator'] }
    await ask('/members', { as: applicant, body })
    await decide(applicant, 'reject')
    const told = await ask(`/api/log/${encodeURIComponent(applicant.did)}/head`)
    expect(await problemOf(told)).toEqual([404, 'not-found'])
    expect(peers.asked.filter((asked) => asked.includes('applicant/log'))).toEqual([])
  })

  it.each(['/api/listings/x', '/api/runs/..%2Fx', '/api/demands/%2e%2e', '/api/log/did:x/head'])(
    'says not-found, as a problem, for %s',
    async (path) => {
      expect(await problemOf(await space.ask(path))).toEqual([404, 'not-found'])
    },
  )

  it('reads any page that an address may name', async () => {
    for (const query of ['page=abc', 'page=-3', 'page=1&page=2', 'q=铣床&use=train&use=evaluate']) {
      expect((await space.ask(`/api/listings?${query}`)).status).toBe(200)
    }
    expect(await problemOf(await space.ask('/api/listings?page=1e308'))).toEqual([
      ...[400, 'input.invalid'],
    ])
  })
})
