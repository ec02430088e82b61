import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Resolve } from './guarded-lookup.ts'
import { createHttpClient } from './http-client.ts'

let server: Server
let port: number
let sockets = 0
beforeAll(async () => {
  server = createServer((_, response) => response.end('inside'))
  server.on('connection', () => sockets++)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  ;({ port } = server.address() as AddressInfo)
})
beforeEach(() => {
  sockets = 0
})
afterAll(() => server.close())

const get = (url: string, resolve?: Resolve) => {
  const client = createHttpClient({
    ...{ allowPrivateAddresses: false, allowHttp: true, maxBytes: 1000, timeoutMs: 1000, resolve },
  })
  return client.request({ url, method: 'GET' }).finally(client.close)
}
const guarded = { ok: false, error: { code: 'input.invalid' } }

describe('an address inside', () => {
  it.each([
    ...['127.0.0.1', '127.1', '127.0.0.1.', '127.255.255.254', '0', '0.0.0.0', 'localhost'],
    ...['2130706433', '0x7f000001', '0x7f.0.0.1', '0177.0.0.1', '017700000001', '%31%32%37.0.0.1'],
    ...['①②⑦.⓪.⓪.①', '127。0。0。1', 'LOCALHOST', '[::1]', '[::]', '[0:0:0:0:0:0:0:1]'],
    ...['[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::127.0.0.1]', '[64:ff9b::7f00:1]'],
    ...['[2002:7f00:1::]', '[fe80::1]', '[fd00:ec2::254]', '[::ffff:10.0.0.1]'],
    ...['169.254.169.254', '2852039166', '0xA9FEA9FE', '0251.0376.0251.0376', '10.0.0.1'],
    ...[
      '172.31.255.255',
      '192.168.0.1',
      '100.64.0.1',
      '198.18.0.1',
      '224.0.0.1',
      '255.255.255.255',
    ],
  ])('%s is not called in any writing', async (host) => {
    expect(await get(`http://${host}:${port}/`)).toMatchObject(guarded)
    expect(sockets).toBe(0)
  })

  it.each([
    'http://user@example.org/',
    'http://user:pass@127.0.0.1/',
    'http://127.0.0.1\\@example.org/',
    'http:127.0.0.1/',
    'http:///127.0.0.1/',
    '//127.0.0.1/',
    'file:///etc/passwd',
    'data:text/plain,x',
    'blob:http://127.0.0.1/x',
  ])('%s is no way around', async (url) => {
    expect(await get(url)).toMatchObject(guarded)
    expect(sockets).toBe(0)
  })
})

describe('a name whose answer changes', () => {
  /** What a resolver says, turn by turn; the last one again and again. */
  const saying = (...turns: string[][]) => {
    let asked = 0
    const resolve: Resolve = (_host, _options, done) => {
      const addresses = turns[Math.min(asked++, turns.length - 1)] ?? []
      done(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      )
    }
    return { resolve, asked: () => asked }
  }
  // Public by its range, but handed out to nobody: a call to it comes nowhere.
  const outside = '2e00::1'

  it('between look and call gains nothing: it is asked once, and what it said is called', async () => {
    const name = saying([outside], ['127.0.0.1'])
    const answer = await get(`http://rebinding.example:${port}/`, name.resolve)
    expect(answer).toMatchObject({ ok: false, error: { code: 'peer.unreachable' } })
    expect([name.asked(), sockets]).toEqual([1, 0])
  })

  it.each([
    ['inside at once', [['127.0.0.1']]],
    ['one inside among others', [[outside, '127.0.0.1']]],
    ['inside in another family', [['::ffff:127.0.0.1', outside]]],
  ])('to %s is not called', async (_name, turns) => {
    const name = saying(...turns)
    expect(await get(`http://rebinding.example:${port}/`, name.resolve)).toMatchObject(guarded)
    expect(sockets).toBe(0)
  })

  it('at the second call is looked at again', async () => {
    const name = saying([outside], ['127.0.0.1'])
    const url = `http://rebinding.example:${port}/`
    expect(await get(url, name.resolve)).toMatchObject({ error: { code: 'peer.unreachable' } })
    expect(await get(url, name.resolve)).toMatchObject(guarded)
    expect(sockets).toBe(0)
  })
})
