import { silentLogger } from '@lianshu/kernel'
import fc from 'fast-check'
import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { createProxy, isReadable } from './proxy.ts'

describe('isReadable', () => {
  it('knows the public reads and nothing else', () => {
    const good = [
      'space',
      'listings',
      'listings/urn:uuid:1',
      'demands/1',
      'runs',
      'runs/1',
      'runs/1/events',
    ].concat([
      'log/nodes',
      'log/did:web:a%253A1/head',
      'log/x/entries',
      'log/x/proof',
      'log/x/consistency',
    ])
    expect(good.filter((path) => !isReadable(`/api/${path}`))).toEqual([])
    const bad = [
      '',
      'members',
      'space/x',
      'runs/1/cancel',
      'runs/1/events/x',
      'log',
      'log/x',
      'log/x/append',
    ].concat([
      'listings/',
      'listings/a%2Fb',
      'listings/a%2fb',
      'listings/a%5Cb',
      `listings/${'a'.repeat(600)}`,
    ])
    expect(bad.filter((path) => isReadable(`/api/${path}`))).toEqual([])
  })

  it('never lets a path through that could mean two segments to another server', () => {
    const piece = fc.constantFrom('a', '..', '%2e%2e', '%2F', '%5c', '/', 'runs', 'events', '%00')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const path = `/api/listings/${pieces.join('')}`
        if (isReadable(path)) expect(path.split('/')).toHaveLength(4)
      }),
    )
  })
})

describe('createProxy', () => {
  const asked: { url: string; headers: Headers }[] = []
  const proxy = (answer: () => Response | Promise<Response>) => {
    const app = new Hono()
    const fetch = async (url: unknown, init?: RequestInit) => {
      asked.push({ url: String(url), headers: new Headers(init?.headers) })
      return answer()
    }
    app.get(
      '/api/*',
      createProxy({
        brokerUrl: 'http://broker',
        fetch: fetch as typeof globalThis.fetch,
        logger: silentLogger,
      }),
    )
    return app
  }

  it('passes path and query on as they are, and no cookie or credential', async () => {
    const app = proxy(() =>
      Response.json({ a: 1 }, { headers: { 'set-cookie': 'x=1', etag: '"1"' } }),
    )
    const answer = await app.request('/api/log/did%3Aweb%3Aa%253A1/entries?from=0&to=5', {
      headers: { cookie: 'theme=dark', authorization: 'Bearer x', 'last-event-id': '7' },
    })
    const { url, headers } = asked.at(-1)!
    expect(url).toBe('http://broker/api/log/did%3Aweb%3Aa%253A1/entries?from=0&to=5')
    expect([headers.get('cookie'), headers.get('authorization')]).toEqual([null, null])
    expect(headers.get('last-event-id')).toBe('7')
    expect([answer.headers.get('set-cookie'), answer.headers.get('etag')]).toEqual([null, '"1"'])
    expect(await answer.json()).toEqual({ a: 1 })
  })

  it('follows no redirect and hides why the broker is away', async () => {
    const redirected = await proxy(() => Response.redirect('http://elsewhere/')).request(
      '/api/space',
    )
    expect(redirected.status).toBe(502)
    const away = await proxy(() => Promise.reject(new Error('secret host'))).request('/api/space')
    expect(away.status).toBe(502)
    expect(await away.text()).not.toContain('secret')
  })

  it('ends a stream of events without an error when the broker goes away in the middle', async () => {
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('event: run\n\n')),
      pull: (controller) => controller.error(new Error('aborted')),
    })
    const answer = await proxy(() => new Response(body)).request('/api/runs/a/events')
    expect(await answer.text()).toBe('event: run\n\n')
  })
})
