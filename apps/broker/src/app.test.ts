import { openApiFaults } from '@lianshu/http'
import { silentLogger, systemClock } from '@lianshu/kernel'
import { describe, expect, it } from 'vitest'
import { createBrokerApp } from './app.ts'
import type { Broker } from './broker.ts'

/** Routes stand before anything behind them is used, so there is nothing behind them. */
const emptyBroker = {
  apiKey: '0123456789abcdef',
  node: { logger: silentLogger, clock: systemClock, identities: {} },
  coordinator: { stores: {}, events: {} },
} as unknown as Broker

describe('the document of the broker', () => {
  const app = createBrokerApp(emptyBroker)

  it('names every route, whole', async () => {
    expect(await openApiFaults(app)).toEqual([])
  })

  it('has a fault when a route is added beside it', async () => {
    const other = createBrokerApp(emptyBroker)
    other.get('/api/secret', (c) => c.text('x'))
    expect(await openApiFaults(other)).toEqual(['GET /api/secret is not in the document'])
  })

  it('says that whoever decides, harvests or reads the register shows the key', async () => {
    const document = (await (await app.request('/openapi.json')).json()) as {
      paths: Record<string, Record<string, { security: unknown }>>
    }
    const keyed = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([, { security }]) => JSON.stringify(security) === '[{"apiKey":[]}]')
        .map(([method]) => `${method} ${path}`),
    )
    expect(keyed.toSorted()).toEqual([
      'get /members',
      'get /members/{did}',
      'get /members/{did}/credentials',
      'get /operate/dead-letters',
      'get /operate/keys',
      'get /operate/traffic',
      'post /members/{did}/decision',
      'post /operate/dead-letters/{id}/drop',
      'post /operate/dead-letters/{id}/retry',
      'post /operate/harvest',
      'post /operate/keys/rotate',
      'post /operate/log',
      'post /operate/master-key/renew',
    ])
    for (const operation of keyed) {
      const [method = '', path = ''] = operation.split(' ')
      const answer = await app.request(path, { method: method.toUpperCase() })
      expect([operation, answer.status]).toEqual([operation, 401])
    }
  })
})
