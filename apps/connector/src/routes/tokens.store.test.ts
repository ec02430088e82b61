import type { Did } from '@lianshu/kernel'
import { membershipScope } from '@lianshu/protocol/dcp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestConnector, type TestConnector } from '../testing/test-connector.ts'

let node: TestConnector
let plant: Did
let secret: string
beforeAll(async () => {
  node = await openTestConnector()
  plant = await node.host('plant')
  await node.host('neighbour')
  ;({ clientSecret: secret } = await issue())
})
afterAll(() => node?.close())

interface Told {
  readonly access_token: string
  readonly expires_in: number
  readonly token_type: string
  readonly error?: string
}
const issue = (slug = 'plant') =>
  node.manage<{ clientId: string; clientSecret: string }>(`/participants/${slug}/token-client`, {})
const decodeJwt = (jwt: string): Record<string, unknown> & { exp: number; iat: number } =>
  JSON.parse(Buffer.from(jwt.split('.')[1]!, 'base64url').toString())
const verifier = () => node.peers.operator.did

async function ask(change: Readonly<Record<string, string | undefined>> = {}, slug = 'plant') {
  const asked = {
    ...{ grant_type: 'client_credentials', client_id: plant, client_secret: secret },
    ...{ audience: verifier(), ...change },
  }
  const form = Object.entries(asked).filter((entry) => entry[1] !== undefined)
  const answer = await fetch(`${node.url}/participants/${slug}/sts/token`, {
    method: 'POST',
    body: new URLSearchParams(form as [string, string][]),
  })
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Told }
}

describe('the token service', () => {
  it('issues self-issued tokens, with an access token when scopes are asked for', async () => {
    const { status, headers, body } = await ask({ bearer_access_scope: membershipScope })
    expect([status, body.token_type, headers.get('cache-control')]).toEqual([
      ...[200, 'Bearer', 'no-store'],
    ])
    const claims = decodeJwt(body.access_token)
    expect(claims).toMatchObject({ iss: plant, sub: plant, aud: verifier() })
    expect(claims.exp - claims.iat).toBe(body.expires_in)
    expect(claims.token).toBeTypeOf('string')
    expect(decodeJwt((await ask()).body.access_token).token).toBeUndefined()
    const handedBack = await ask({ token: 'theirs' })
    expect(decodeJwt(handedBack.body.access_token).token).toBe('theirs')
  })

  it('binds the access token to its audience and scopes', async () => {
    const { body } = await ask({ bearer_access_scope: membershipScope })
    const { token } = decodeJwt(body.access_token)
    const query = {
      ...{ '@context': ['https://w3id.org/dspace-dcp/v1.0/dcp.jsonld'] },
      ...{ type: 'PresentationQueryMessage', scope: [membershipScope] },
    }
    const stranger = await node.member('stranger')
    const by = async (peer: typeof stranger) => {
      const authorization = await peer.authorization(plant, String(token))
      const path = '/dcp/presentations/query'
      const answer = await node.askAs(peer, 'plant', path, {
        ...{ body: query, headers: { authorization } },
      })
      return answer.status
    }
    expect(await by(node.peers.operator)).toBe(200)
    expect(await by(stranger)).toBe(403)
  })

  it.each([
    ['another grant', { grant_type: 'password' }, 400, 'unsupported_grant_type'],
    ['no audience', { audience: undefined }, 400, 'invalid_request'],
    [
      'an audience that is no DID',
      { audience: 'https://verifier.example' },
      400,
      'invalid_request',
    ],
    ['no client', { client_id: undefined }, 400, 'invalid_request'],
    ['another client', { client_id: 'did:web:somebody' }, 401, 'invalid_client'],
    ['a wrong secret', { client_secret: 'guessed' }, 401, 'invalid_client'],
    ['both kinds of token', { token: 'x', bearer_access_scope: 'y' }, 400, 'invalid_request'],
    ['too many scopes', { bearer_access_scope: 'a '.repeat(17) }, 400, 'invalid_scope'],
  ])('refuses %s', async (_, change, status, error) => {
    expect(await ask(change)).toMatchObject({ status, body: { error } })
  })

  it('knows each participant’s client alone', async () => {
    expect(await ask({}, 'neighbour')).toMatchObject({ status: 401 })
    const other = await issue('neighbour')
    const change = { client_id: other.clientId, client_secret: other.clientSecret }
    expect(await ask(change, 'neighbour')).toMatchObject({ status: 200 })
    expect(await ask(change)).toMatchObject({ status: 401 })
    const answer = await fetch(`${node.url}/participants/nobody/sts/token`, { method: 'POST' })
    expect(answer.status).toBe(404)
  })

  it('ends a secret when another is issued, and keeps neither', async () => {
    const before = secret
    ;({ clientSecret: secret } = await issue())
    expect(await ask({ client_secret: before })).toMatchObject({ status: 401 })
    expect(await ask()).toMatchObject({ status: 200 })
    const { openDatabase } = await import('@lianshu/adapters')
    const db = openDatabase({ url: node.databaseUrl, poolSize: 1 })
    const stored = JSON.stringify(await db.execute('select body from token_clients'))
    await db.close()
    expect(stored).toContain('secretHash')
    expect(stored).not.toContain(secret)
  })
})
