import { setTimeout as sleep } from 'node:timers/promises'
import { DomainFailure, silentLogger } from '@lianshu/kernel'
import { describe, expect, it } from 'vitest'
import { createApp } from './create-app.ts'
import { serve } from './serve.ts'
import { streamEvents } from './sse.ts'

function newApp(closing = new AbortController()) {
  const app = createApp({ name: 'test', version: '1', logger: silentLogger })
  app.get('/slow', async (c) => {
    await sleep(150)
    return c.text('done')
  })
  app.get('/stuck', async () => new Promise<Response>(() => {}))
  app.get('/events', (c) =>
    streamEvents(c, {
      heartbeatMs: 20,
      closing: closing.signal,
      async *events(lastEventId) {
        const start = Number(lastEventId ?? 0)
        for (let id = start + 1; id <= start + 2; id++)
          yield { id: `${id}`, event: 'tick', data: { id } }
        await new Promise(() => {})
      },
    }),
  )
  return { app, closing }
}

const host = '127.0.0.1'

describe('serve', () => {
  it('lets a running request finish, and takes no new one', async () => {
    const served = await serve(newApp().app, { host, port: 0 })
    const running = fetch(`${served.url}/slow`)
    await sleep(50)
    const closing = served.close()
    expect(await (await running).text()).toBe('done')
    await closing
    await expect(fetch(`${served.url}/slow`)).rejects.toThrow()
  })

  it('does not wait for kept-alive connections, nor longer than the grace time', async () => {
    const served = await serve(newApp().app, { host, port: 0, graceMs: 200 })
    await (await fetch(`${served.url}/slow`)).text()
    const stuck = fetch(`${served.url}/stuck`).catch(() => 'cut')
    await sleep(50)
    const start = performance.now()
    await served.close()
    expect(await stuck).toBe('cut')
    expect(performance.now() - start).toBeLessThan(2_000)
  })

  it('names the port that is taken, and how to choose another', async () => {
    const first = await serve(newApp().app, { host, port: 0 })
    const second = serve(newApp().app, { host, port: first.port, portSetting: 'LIANSHU_PORT' })
    const failure = await second.catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(DomainFailure)
    expect((failure as DomainFailure).message).toContain(`port ${first.port}`)
    expect((failure as DomainFailure).message).toContain('LIANSHU_PORT')
    await first.close()
  })
})

describe('streamEvents', () => {
  it('continues after Last-Event-ID, beats, and ends when the server closes', async () => {
    const { app, closing } = newApp()
    const served = await serve(app, { host, port: 0, closing })
    const response = await fetch(`${served.url}/events`, { headers: { 'last-event-id': '4' } })
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    const reading = response.text()
    await sleep(80)
    const start = performance.now()
    await served.close()
    const text = await reading
    expect(performance.now() - start).toBeLessThan(2_000)
    expect(text).toContain('event: tick\ndata: {"id":5}\nid: 5\n\n')
    expect(text).toContain('id: 6')
    expect(text).toContain(': alive')
  })
})
