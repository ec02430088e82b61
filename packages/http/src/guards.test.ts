import { manualClock, silentLogger, unwrap } from '@lianshu/kernel'
import { describe, expect, it } from 'vitest'
import { bearerToken, constantTimeEquals } from './bearer.ts'
import { createApp } from './create-app.ts'
import { apiKeyGuard, everybody, withRateLimit } from './guard.ts'
import { registerHealth } from './health.ts'
import { preferredLocale } from './locale.ts'
import { nextLink, readPage } from './paging.ts'
import { createRateLimit } from './rate-limit.ts'
import { route } from './route.ts'

const words = { id: 'x', tag: 'x', summary: 'x' }
const newApp = () => createApp({ name: 'test', version: '1', logger: silentLogger })

describe('bearerToken', () => {
  it('takes the token of a Bearer header, and of no other', () => {
    expect(unwrap(bearerToken('Bearer a.b-c_d'))).toBe('a.b-c_d')
    expect(unwrap(bearerToken('bearer abc'))).toBe('abc')
    expect(bearerToken(undefined)).toMatchObject({ error: { code: 'auth.missing' } })
    for (const header of [
      'abc',
      'Basic abc',
      'Bearer ',
      'Bearer a b',
      `Bearer ${'x'.repeat(30_000)}`,
    ]) {
      expect(bearerToken(header)).toMatchObject({ error: { code: 'auth.invalid' } })
    }
  })
})

describe('apiKeyGuard', () => {
  it('lets the secret pass in either header, and nothing else', async () => {
    const app = newApp()
    const options = { ...words, guard: apiKeyGuard('0123456789abcdef') }
    route(app, 'GET /admin/x', options, async ({ c }) => c.text('in'))
    const status = async (headers: Record<string, string>) =>
      (await app.request('/admin/x', { headers })).status
    expect(await status({ 'x-api-key': '0123456789abcdef' })).toBe(200)
    expect(await status({ authorization: 'Bearer 0123456789abcdef' })).toBe(200)
    expect(await status({ 'x-api-key': '0123456789abcdeF' })).toBe(401)
    expect(await status({})).toBe(401)
  })

  it('compares secrets of any lengths', () => {
    expect(constantTimeEquals('same', 'same')).toBe(true)
    expect(constantTimeEquals('same', 'longer')).toBe(false)
    expect(() => apiKeyGuard('short')).toThrow(TypeError)
  })
})

describe('rate limit', () => {
  it('allows a burst, then the steady rate, for each key alone', () => {
    const clock = manualClock('2026-01-01T00:00:00Z')
    const limit = createRateLimit({ clock, capacity: 2, refillPerSecond: 0.5 })
    expect([limit.take('a'), limit.take('a'), limit.take('a')]).toEqual([0, 0, 2])
    expect(limit.take('b')).toBe(0)
    clock.advance(2_000)
    expect([limit.take('a'), limit.take('a')]).toEqual([0, 2])
  })

  it('answers 429 with the seconds to wait', async () => {
    const clock = manualClock('2026-01-01T00:00:00Z')
    const app = newApp()
    const limit = createRateLimit({ clock, capacity: 1, refillPerSecond: 1 })
    const guard = withRateLimit(everybody, limit, () => 'all')
    route(app, 'GET /', { ...words, guard }, async ({ c }) => c.text('ok'))
    expect((await app.request('/')).status).toBe(200)
    const second = await app.request('/')
    expect([second.status, second.headers.get('retry-after')]).toEqual([429, '1'])
  })
})

describe('health', () => {
  it('is live always, and ready when every check passes in time', async () => {
    const app = newApp()
    const checks: Record<string, () => Promise<unknown>> = { database: async () => 'ok' }
    registerHealth(app, { name: 'test', version: '1', checks, timeoutMs: 30 })
    expect((await app.request('/health/live')).status).toBe(200)
    const ready = await app.request('/health/ready')
    expect(await ready.json()).toMatchObject({
      status: 'ok',
      checks: { database: { status: 'ok' } },
    })
    checks.jobs = () => new Promise(() => {})
    checks.objects = () => Promise.reject(new Error('secret host'))
    const failing = await app.request('/health/ready')
    expect(failing.status).toBe(503)
    const text = await failing.text()
    expect(JSON.parse(text)).toMatchObject({
      checks: {
        database: { status: 'ok' },
        jobs: { status: 'failing' },
        objects: { status: 'failing' },
      },
    })
    expect(text).not.toContain('secret host')
  })
})

describe('paging', () => {
  it('reads back the page that a link points to', () => {
    const link = nextLink('http://host/datasets?limit=10&q=%E7%94%B5', 'urn:uuid:7')
    const url = new URL(/<(.+)>; rel="next"/.exec(link)![1]!, 'http://host')
    expect(url.searchParams.get('q')).toBe('电')
    const page = readPage(Object.fromEntries(url.searchParams))
    expect(unwrap(page)).toEqual({ limit: 10, after: 'urn:uuid:7' })
  })

  it('caps limits and refuses tokens that are not ours', () => {
    expect(unwrap(readPage({}))).toEqual({ limit: 50 })
    expect(unwrap(readPage({ limit: '9999' }))).toEqual({ limit: 200 })
    for (const query of [{ limit: '0' }, { limit: 'x' }, { page: '%%' }, { page: 'e30' }]) {
      expect(readPage(query)).toMatchObject({ ok: false, error: { code: 'input.invalid' } })
    }
  })
})

describe('small readers', () => {
  it('prefers the language with the highest weight', () => {
    expect(preferredLocale('zh-CN,zh;q=0.9')).toBe('zh')
    expect(preferredLocale('zh;q=0.3,en-GB;q=0.8')).toBe('en')
    expect(preferredLocale('fr,zh;q=0.1')).toBe('zh')
    expect(preferredLocale(undefined)).toBe('en')
  })
})
