import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestBroker, problemOf, type TestBroker } from '../testing/test-broker.ts'

let manual: TestBroker
let automatic: TestBroker

beforeAll(async () => {
  ;[manual, automatic] = await Promise.all([openTestBroker('manual'), openTestBroker('automatic')])
})
afterAll(async () => {
  await Promise.all([manual?.close(), automatic?.close()])
})

describe('an application', () => {
  it('waits for the operator; then the credential is asked for and given', async () => {
    const { ask, applicationOf, peers, decide } = manual
    const plant = await peers.add('patient')
    const body = applicationOf(plant)
    const first = await ask('/members', { as: plant, body })
    expect([first.status, await first.json()]).toEqual([202, { state: 'APPLIED' }])
    expect(await problemOf(await ask('/demands', { as: plant, body: { text: 'x' } }))).toEqual([
      ...[403, 'auth.not-member'],
    ])
    expect((await decide(plant, 'admit')).status).toBe(200)
    const again = await ask('/members', { as: plant, body })
    expect(await again.json()).toMatchObject({ state: 'ADMITTED', credential: expect.any(String) })
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

  it('cannot give itself another role by applying again', async () => {
    const { join, ask, applicationOf } = automatic
    const plant = await join('climber')
    const body = { ...applicationOf(plant), roles: ['operator'] }
    const answer = (await (await ask('/members', { as: plant, body })).json()) as {
      credential: string
    }
    const [, payload = ''] = answer.credential.split('.')
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({
      credentialSubject: { id: plant.did, roles: ['owner'] },
    })
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
    expect(await problemOf(await ask('/members/all'))).toEqual([401, 'auth.missing'])
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
