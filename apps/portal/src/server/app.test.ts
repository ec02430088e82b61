import { silentLogger } from '@lianshu/kernel'
import { beforeAll, describe, expect, it } from 'vitest'
import { createFixtureBroker } from '../testing/fixture-broker.ts'
import { listings } from '../testing/fixture-data.ts'
import { createPortalApp } from './app.ts'

const unreachable: typeof fetch = () => Promise.reject(new Error('away'))
let broker: Awaited<ReturnType<typeof createFixtureBroker>>
let app: ReturnType<typeof createPortalApp>

const portal = (fetch: typeof globalThis.fetch) =>
  createPortalApp({
    brokerUrl: 'http://broker',
    fetch,
    logger: silentLogger,
    files: (context) => context.notFound(),
    pages: async (context) => context.html(`<script nonce="${context.get('nonce')}"></script>`),
  })

beforeAll(async () => {
  broker = await createFixtureBroker()
  app = portal(async (input, init) => broker.request(String(input), init))
})

describe('portal', () => {
  it('answers each page under a policy with a fresh nonce and nothing from elsewhere', async () => {
    const nonces = new Set<string>()
    for (const path of ['/zh', '/en/datasets']) {
      const answer = await app.request(path)
      const policy = answer.headers.get('content-security-policy')!
      const nonce = /'nonce-([^']+)'/.exec(policy)![1]!
      expect(await answer.text()).toContain(`nonce="${nonce}"`)
      expect(policy).toContain("default-src 'none'")
      expect(policy).not.toMatch(/unsafe|https?:|\*/)
      nonces.add(nonce)
    }
    expect(nonces.size).toBe(2)
  })

  it('sends a reader without a language to the preferred one', async () => {
    const to = async (language: string) =>
      (await app.request('/', { headers: { 'accept-language': language } })).headers.get('location')
    expect(await to('zh-CN,zh;q=0.9')).toBe('/zh')
    expect(await to('fr, en;q=0.8, zh;q=0.2')).toBe('/en')
  })

  it('says whether it lives and whether its broker answers', async () => {
    expect((await app.request('/health/live')).status).toBe(200)
    expect((await app.request('/health/ready')).status).toBe(200)
    expect((await portal(unreachable).request('/health/ready')).status).toBe(503)
  })

  it('only reads', async () => {
    expect((await app.request('/api/space')).status).toBe(200)
    expect((await app.request('/api/space', { method: 'POST' })).status).toBe(405)
    expect((await app.request('/api/members')).status).toBe(404)
    expect((await app.request('/zh', { method: 'POST' })).status).toBe(404)
    expect((await app.request('/fr')).status).toBe(404)
  })

  it('answers machines with the signed entry at the address of the page', async () => {
    const id = listings[0]!.id
    const entry = await app.request(`/en/datasets/${id}`, {
      headers: { accept: 'application/ld+json' },
    })
    expect(entry.headers.get('content-type')).toContain('application/ld+json')
    expect(await entry.json()).toMatchObject({ '@id': id, '@type': 'Dataset' })
    expect(
      (await app.request(`/en/datasets/${id}?format=jsonld`)).headers.get('content-type'),
    ).toContain('ld+json')
    expect((await app.request(`/en/datasets/none?format=jsonld`)).status).toBe(404)
    const page = await app.request(`/en/datasets/${id}`, {
      headers: { accept: 'text/html,*/*;q=0.8' },
    })
    expect(page.headers.get('content-type')).toContain('text/html')
  })
})
