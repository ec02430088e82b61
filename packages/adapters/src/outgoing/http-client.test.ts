import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { fromUtf8 } from '@lianshu/kernel'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { guardedLookup } from './guarded-lookup.ts'
import { createHttpClient, type HttpClientOptions } from './http-client.ts'

describe('the outgoing client', () => {
  let server: Server
  let base: string
  let sockets = 0
  let answer: (request: IncomingMessage, response: ServerResponse) => void
  beforeEach(async () => {
    sockets = 0
    answer = (_, response) => response.end('hello')
    server = createServer((request, response) => answer(request, response))
    server.on('connection', () => sockets++)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterEach(() => {
    server.closeAllConnections()
    server.close()
  })

  const client = (options: Partial<HttpClientOptions> = {}) =>
    createHttpClient({
      ...{ allowPrivateAddresses: true, allowHttp: true, maxBytes: 1000, timeoutMs: 2000 },
      ...options,
    })
  const get = (url = base, options: Partial<HttpClientOptions> = {}) =>
    client(options).request({ url, method: 'GET' })
  const failure = (code: string) => ({ ok: false, error: { code } })

  it('brings the answer, and keeps the connection for the next call', async () => {
    const kept = client()
    for (let turn = 0; turn < 3; turn++) {
      const result = await kept.request({ url: base, method: 'POST', body: '{"a":1}' })
      expect(result.ok && fromUtf8(result.value.body)).toBe('hello')
    }
    expect(sockets).toBe(1)
    kept.close()
  })

  it('does not follow a redirect', async () => {
    answer = (_, response) => response.writeHead(302, { location: `${base}/other` }).end()
    const result = await get()
    expect(result).toMatchObject({ ok: true, value: { status: 302 } })
    expect(sockets).toBe(1)
  })

  it.each([
    'http://127.0.0.1',
    'http://[::1]',
    'http://localhost',
    'http://0x7f.1',
    'http://2130706433',
  ])('makes no connection to %s unless private addresses are allowed', async (origin) => {
    const { port } = server.address() as AddressInfo
    const result = await get(`${origin}:${port}/`, { allowPrivateAddresses: false })
    expect(result).toMatchObject(failure('input.invalid'))
    expect(sockets).toBe(0)
  })

  it.each(['ftp://example.org/', 'file:///etc/passwd', 'nonsense', 'https://user:pw@example.org/'])(
    'does not call %s',
    async (url) => expect(await get(url)).toMatchObject(failure('input.invalid')),
  )

  it('calls without TLS only where that is allowed', async () => {
    expect(await get(base, { allowHttp: false })).toMatchObject(failure('input.invalid'))
    expect(sockets).toBe(0)
  })

  it('stops reading at the cap', async () => {
    answer = (_, response) => response.end('x'.repeat(1001))
    expect(await get()).toMatchObject(failure('peer.invalid'))
    answer = (_, response) => response.end('x'.repeat(1000))
    expect(await get()).toMatchObject({ ok: true })
  })

  it('gives up on an answer that comes too slowly, also in its middle', async () => {
    answer = (_, response) => void response.write('x')
    const started = performance.now()
    expect(await get(base, { timeoutMs: 200 })).toMatchObject(failure('peer.unreachable'))
    expect(performance.now() - started).toBeLessThan(1900)
  })

  it('says that nobody answered, without the query of the address', async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    const result = await get(`${base}/x?token=canary`)
    expect(result).toMatchObject(failure('peer.unreachable'))
    expect(JSON.stringify(result)).not.toContain('canary')
  })

  it('shows every byte that left, exactly', async () => {
    const received: Buffer[] = []
    server.on('connection', (socket) => socket.on('data', (bytes) => received.push(bytes)))
    const left: Uint8Array[] = []
    const counting = client({ onSent: (bytes) => left.push(bytes) })
    for (const body of ['{"vector":"…"}', '']) {
      await counting.request({
        url: `${base}/a?b=1`,
        method: 'POST',
        headers: { 'x-y': 'z' },
        body,
      })
    }
    await counting.request({ url: base, method: 'GET', kind: 'poll' })
    expect(Buffer.concat(left).toString()).toBe(Buffer.concat(received).toString())
    counting.close()
  })
})

describe('the guarded look-up', () => {
  it('hands out what it checked, and refuses a name with one private address among public ones', async () => {
    const resolveTo = (...addresses: string[]) =>
      guardedLookup((_host, _options, done) =>
        done(
          null,
          addresses.map((address) => ({ address, family: 4 })),
        ),
      )
    const found = (lookup: ReturnType<typeof guardedLookup>) =>
      new Promise((resolve, reject) => {
        lookup('x.example', { all: true }, (error, all) => (error ? reject(error) : resolve(all)))
      })
    expect(await found(resolveTo('1.1.1.1'))).toEqual([{ address: '1.1.1.1', family: 4 }])
    await expect(found(resolveTo('1.1.1.1', '10.0.0.1'))).rejects.toThrow('private address')
  })

  it('is the only one that a socket asks, and what it refuses is not connected to', async () => {
    let asked = 0
    const lookup = guardedLookup((_host, _options, done) => {
      asked++
      done(null, [{ address: '127.0.0.1', family: 4 }])
    })
    const socket = connect({ host: 'rebinding.example', port: 9, lookup })
    const error = await new Promise<Error>((resolve) => socket.once('error', resolve))
    expect(error.message).toBe('rebinding.example leads to a private address')
    expect(asked).toBe(1)
  })
})
