import { negotiationEndpoints, transferEndpoints } from '@lianshu/exchange'
import { openApiFaults } from '@lianshu/http'
import { type Did, silentLogger, systemClock } from '@lianshu/kernel'
import { describe, expect, it } from 'vitest'
import { createConnectorApp } from './app.ts'
import type { Connector } from './connector.ts'
import { addressesAt } from './participants/addresses.ts'

const hosted = 'did:web:plant.example:participants:hosted' as Did

/** Routes stand before anything behind them is used; all there is, is one participant. */
const emptyConnector = {
  apiKey: '0123456789abcdef',
  node: { logger: silentLogger, clock: systemClock, identities: {}, db: {} },
  holding: {},
  addresses: addressesAt('https://plant.example'),
  participants: {
    get: async (did: Did) => (did === hosted ? { id: did, slug: 'hosted' } : undefined),
  },
  endpoints: [
    ...negotiationEndpoints({} as Parameters<typeof negotiationEndpoints>[0]),
    ...transferEndpoints({} as Parameters<typeof transferEndpoints>[0]),
  ],
} as unknown as Connector

const app = createConnectorApp(emptyConnector)
const protocol = '/participants/hosted/dsp/2025-1'
const json = { 'content-type': 'application/json' }

describe('the document of the connector', () => {
  it('names every route, whole', async () => {
    expect(await openApiFaults(app)).toEqual([])
  })

  it('names the messages of the Dataspace Protocol and its error bodies', async () => {
    const document = (await (await app.request('/openapi.json')).json()) as {
      paths: Record<string, Record<string, { requestBody: unknown; responses: object }>>
    }
    const route = document.paths['/participants/{slug}/dsp/2025-1/negotiations/request']?.post
    expect(JSON.stringify(route?.requestBody)).toContain('/ContractRequestMessage"')
    const refused = JSON.stringify(route?.responses)
    expect(refused).toContain('/ContractNegotiationError"')
    expect(refused).not.toContain('problem+json')
  })

  it('asks for the key at every route of the management', async () => {
    const managed = app.routes.filter(
      ({ path, method }) => path.startsWith('/api') && method !== 'ALL',
    )
    expect(managed.length).toBeGreaterThan(20)
    for (const { path, method } of managed) {
      const answer = await app.request(path.replace(':slug', 'hosted').replace(':id', 'x'), {
        method,
      })
      expect([path, answer.status, answer.headers.get('content-type')]).toEqual([
        ...[path, 401, 'application/problem+json'],
      ])
    }
  })
})

describe('errors on the paths of the Dataspace Protocol', () => {
  const errorOf = async (path: string, init: RequestInit = { method: 'POST' }) => {
    const answer = await app.request(protocol + path, init)
    const {
      '@type': type,
      code,
      '@context': context,
    } = (await answer.json()) as Record<string, unknown>
    expect(context).toEqual(['https://w3id.org/dspace/2025/1/context.jsonld'])
    return [answer.status, type, code]
  }

  it.each([
    ['/catalog/request', 'CatalogError'],
    ['/negotiations/request', 'ContractNegotiationError'],
    ['/transfers/request', 'TransferError'],
  ])('are its own at %s: no token, no JSON of ours, too much', async (path, type) => {
    expect(await errorOf(path)).toEqual([401, type, 'auth.missing'])
    const garbled = { authorization: 'Bearer not a token' }
    expect(await errorOf(path, { method: 'POST', headers: garbled })).toEqual([
      ...[401, type, 'auth.invalid'],
    ])
    const deep = { method: 'POST', headers: json, body: '['.repeat(100) }
    expect(await errorOf(path, deep)).toEqual([400, type, 'input.invalid'])
    const large = { method: 'POST', headers: json, body: `"${'x'.repeat(1024 * 1024)}"` }
    expect(await errorOf(path, large)).toEqual([413, type, 'input.too-large'])
  })
})

describe('slugs out of addresses', () => {
  it.each([
    'nobody',
    '.hidden',
    '..%2F..%2Fetc',
    '%2e%2e',
    'a%20b',
    'Hosted',
    'hosted%2Fx',
    'hosted:x',
    '-',
    'a'.repeat(500),
  ])('%s is as unknown as any other', async (slug) => {
    const key = { 'x-api-key': '0123456789abcdef' }
    for (const path of [
      `/participants/${slug}/did.json`,
      `/participants/${slug}/log`,
      `/participants/${slug}/dsp/2025-1/negotiations/x`,
      `/api/participants/${slug}/datasets`,
    ]) {
      const answer = await app.request(path, { headers: key })
      expect([path, answer.status]).toEqual([path, 404])
      expect(await answer.json()).toMatchObject({ code: 'not-found' })
    }
  })

  it('takes no NUL into the database', async () => {
    expect((await app.request('/participants/%00/did.json')).status).toBe(400)
  })
})
