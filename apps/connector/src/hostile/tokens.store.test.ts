import { createHmac } from 'node:crypto'
import { activeKey } from '@lianshu/trust'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Forgery, forgeToken, nowSeconds, signatureOf } from '../testing/forge-token.ts'
import { dsp, errorOf, type HostileSpace, openHostileSpace } from '../testing/hostile-space.ts'

let space: HostileSpace
beforeAll(async () => {
  space = await openHostileSpace()
})
afterAll(() => space?.close())

/** A catalogue request, which any member may make, with this Authorization header. */
const ask = (authorization: string) => {
  const { node, dataset } = space
  const path = `/participants/plant${dsp}/catalog/datasets/${dataset.id}`
  return node.ask(path, { headers: { authorization } })
}
const forged = (forgery: Forgery = {}) =>
  forgeToken(space.trainer.keys, space.node.didOf('plant'), {
    ...forgery,
    claims: { token: undefined, ...forgery.claims },
  })

describe('a token', () => {
  it('that is honest but grants no look at the membership is one of nobody', async () => {
    expect(await errorOf(await ask(forged()))).toEqual([401, 'CatalogError', 'auth.invalid'])
  })

  const kidOf = (who: 'rival' | 'trainer') => activeKey(space[who].keys).kid
  const forgeries: Readonly<Record<string, () => Forgery>> = {
    'for a neighbour': () => ({ claims: { aud: space.node.didOf('neighbour') } }),
    'for several': () => ({ claims: { aud: [space.node.didOf('plant'), space.rival.did] } }),
    'that has expired': () => ({ claims: { iat: nowSeconds() - 300, exp: nowSeconds() - 60 } }),
    'without an end': () => ({ claims: { exp: undefined } }),
    'that never ends': () => ({ claims: { exp: nowSeconds() + 10 * 365 * 86_400 } }),
    'of the future': () => ({ claims: { iat: nowSeconds() + 120, exp: nowSeconds() + 180 } }),
    'of no time': () => ({ claims: { iat: undefined } }),
    'not valid yet': () => ({ claims: { nbf: nowSeconds() + 120 } }),
    'with times in milliseconds': () => ({ claims: { iat: Date.now(), exp: Date.now() + 60_000 } }),
    'without an id': () => ({ claims: { jti: undefined } }),
    'of another issuer': () => ({ claims: { iss: space.rival.did, sub: space.rival.did } }),
    'about another subject': () => ({ claims: { sub: space.rival.did } }),
    'with the kid of another DID': () => ({ header: { kid: kidOf('rival') } }),
    'with the kid and a valid signature of another DID': () => ({
      header: { kid: kidOf('rival') },
      signature: signatureOf(space.rival.keys),
    }),
    'signed by somebody else': () => ({ signature: signatureOf(space.rival.keys) }),
    'with a kid that nobody has': () => ({ header: { kid: `${space.trainer.did}#none` } }),
    'with a kid that is an address': () => ({ header: { kid: 'http://127.0.0.1/key' } }),
    'without a kid': () => ({ header: { kid: undefined }, signature: () => new Uint8Array(64) }),
    'without an algorithm': () => ({
      header: { alg: 'none' },
      signature: () => new Uint8Array(),
    }),
    'with the public key as a secret': () => ({
      header: { alg: 'HS256' },
      signature: (input) =>
        createHmac('sha256', Buffer.from(activeKey(space.trainer.keys).publicJwk.x!, 'base64url'))
          .update(input)
          .digest(),
    }),
    'of another algorithm than the key': () => ({ header: { alg: 'ES256' } }),
    'that brings its own key': () => ({
      header: { jwk: activeKey(space.rival.keys).publicJwk },
      signature: signatureOf(space.rival.keys),
    }),
    'that says where its key is': () => ({
      header: { jku: `${space.node.peers.url}/keys`, x5u: `${space.node.peers.url}/chain` },
      signature: signatureOf(space.rival.keys),
    }),
    'with an extension that must be understood': () => ({ header: { crit: ['b64'], b64: false } }),
    'that is another kind of thing': () => ({ header: { typ: 'vp+jwt' } }),
  }

  it.each(Object.keys(forgeries))('%s is refused, and nobody learns more', async (name) => {
    const before = await space.database.take()
    const asked = space.node.peers.asked.length
    const answer = await ask(forged(forgeries[name]!()))
    expect(await errorOf(answer)).toEqual([401, 'CatalogError', 'auth.invalid'])
    expect(await space.database.take()).toEqual(before)
    // Keys come from DID documents alone, whatever a header names. Heads of logs are brought all the time.
    const since = space.node.peers.asked.slice(asked)
    const isOurs = (path: string) => path === '/witness' || path.endsWith('/did.json')
    expect(since.filter((path) => !isOurs(path))).toEqual([])
  })

  it.each(['', 'x', 'a.b.c', '..', '=.=.=', 'e30.e30.e30', 'A'.repeat(12_000)])(
    'that is none is refused (%#)',
    async (text) => expect((await errorOf(await ask(`Bearer ${text}`)))[0]).toBe(401),
  )

  it('of more than a header holds is refused before any protocol is spoken', async () => {
    expect((await ask(`Bearer ${'A'.repeat(30_000)}`)).status).toBe(431)
  })

  it('is good once, whoever asks at the same time', async () => {
    const { node, trainer } = space
    const token = await trainer.authorization(node.didOf('plant'))
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask(token)))
    const codes = await Promise.all(
      answers.map(async (answer) => (answer.ok ? 'accepted' : (await errorOf(answer)).join(' '))),
    )
    expect(codes.filter((code) => code === 'accepted')).toHaveLength(1)
    expect(new Set(codes)).toEqual(new Set(['accepted', '401 CatalogError auth.replayed']))
  })

  it('used up by one participant is of no use to another', async () => {
    const { node, trainer, dataset } = space
    const authorization = await trainer.authorization(node.didOf('plant'))
    const path = `/participants/neighbour${dsp}/catalog/datasets/${dataset.id}`
    const headers = { authorization }
    expect((await node.ask(path, { headers })).status).toBe(401)
    expect((await ask(authorization)).status).toBe(200)
  })

  it('of a manager opens no protocol, and one of a member no management', async () => {
    const { node, trainer } = space
    expect((await ask(`Bearer ${node.apiKey}`)).status).toBe(401)
    const headers = { authorization: await trainer.authorization(node.didOf('plant')) }
    const managed = await node.ask('/api/participants/plant/negotiations', { headers })
    expect(managed.status).toBe(401)
  })
})
