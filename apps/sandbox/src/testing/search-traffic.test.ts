import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { createHttpClient, type HttpClient } from '@lianshu/adapters'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createNeedles } from './needles.ts'
import { recordTraffic } from './recorded-traffic.ts'
import { searchTraffic } from './search-traffic.ts'

// The proof that no raw row moves is worth what its search is: each way out must be seen, each encoding read.

const text = '样品Ωq7x9k2m4北"/x'
const value = 318.947162053
const neighbour = -77.613948205
const fractionBits = 24

const needles = (() => {
  const made = createNeedles()
  made.text('text', text)
  made.binary('value', value, fractionBits)
  made.singles('pair', value, neighbour)
  made.decimal('value', value)
  return made.collected()
})()

const bytes = (length: number, write: (buffer: Buffer) => void): Buffer => {
  const buffer = Buffer.alloc(length)
  write(buffer)
  return buffer
}
const scaled = (number: number) => BigInt(Math.round(number * 2 ** fractionBits))
const json = JSON.stringify({ id: text })
const toAscii = (plain: string) =>
  plain.replace(/[^ -~]/g, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`)

const bodies: Record<string, { readonly body: Buffer | string; readonly finds: RegExp }> = {
  'UTF-8': { body: `a row: ${text}`, finds: /^text as UTF-8/ },
  'UTF-16': { body: Buffer.from(text, 'utf16le'), finds: /^text as UTF-16/ },
  'small letters': { body: text.toLowerCase(), finds: /^text as UTF-8/ },
  JSON: { body: json, finds: /^text as UTF-8/ },
  'JSON in ASCII': { body: toAscii(json), finds: /^text as UTF-8/ },
  'JSON in JSON': { body: JSON.stringify({ json }), finds: /^text as UTF-8/ },
  'percent signs': { body: `q=${encodeURIComponent(text)}`, finds: /^text as UTF-8/ },
  hexadecimal: { body: Buffer.from(text).toString('hex'), finds: /^text as UTF-8/ },
  'a JWS in a JWS': {
    body: `e30.${Buffer.from(`{"vp":"e30.${Buffer.from(json).toString('base64url')}.c2ln"}`).toString('base64url')}.c2ln`,
    finds: /^text as UTF-8/,
  },
  'a double': {
    body: bytes(11, (buffer) => buffer.writeDoubleLE(value, 3)),
    finds: /^value as double little/,
  },
  'a double in network order': {
    body: bytes(8, (buffer) => buffer.writeDoubleBE(value)),
    finds: /^value as double big/,
  },
  'two singles': {
    body: bytes(8, (buffer) => buffer.writeFloatLE(neighbour, buffer.writeFloatLE(value))),
    finds: /^pair as singles little/,
  },
  'two singles in network order': {
    body: bytes(8, (buffer) => buffer.writeFloatBE(neighbour, buffer.writeFloatBE(value))),
    finds: /^pair as singles big/,
  },
  'fixed point': {
    body: bytes(8, (buffer) => buffer.writeBigInt64LE(scaled(value))),
    finds: /^value as fixed point little/,
  },
  'fixed point in network order': {
    body: bytes(8, (buffer) => buffer.writeBigInt64BE(scaled(value))),
    finds: /^value as fixed point big/,
  },
  'fixed point of a single': {
    body: bytes(8, (buffer) => buffer.writeBigInt64LE(scaled(Math.fround(value)))),
    finds: /^value as fixed point of a single/,
  },
}
for (const shift of [0, 1, 2]) {
  for (const encoding of ['base64', 'base64url'] as const) {
    bodies[`${encoding}, ${shift} bytes in`] = {
      body: Buffer.from('.'.repeat(shift) + text).toString(encoding),
      finds: /^text as UTF-8/,
    }
    bodies[`a double in ${encoding}, ${shift} bytes in`] = {
      body: bytes(8 + shift, (buffer) => buffer.writeDoubleLE(value, shift)).toString(encoding),
      finds: /^value as double/,
    }
  }
}
for (let digits = 4; digits <= 12; digits++) {
  const finds = /^value as decimal text/
  bodies[`${digits} digits`] = { body: `{"low":${value.toPrecision(digits)},"high":1}`, finds }
}

let server: Server
let client: HttpClient
let url: string

beforeAll(async () => {
  server = createServer((request, response) => {
    const encoding = request.headers['x-answer'] as 'gzip' | 'deflate' | 'br' | undefined
    const compress = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync }
    request.resume()
    if (!encoding) return void response.writeHead(204).end()
    // In several writes, so that the frames of chunks cut the compressed body.
    const body = compress[encoding](json)
    response.writeHead(200, { 'content-encoding': encoding })
    response.write(body.subarray(0, 9))
    setImmediate(() => response.end(body.subarray(9)))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  client = createHttpClient({
    ...{ allowPrivateAddresses: true, allowHttp: true, maxBytes: 10_000, timeoutMs: 5000 },
  })
})

afterAll(() => {
  client.close()
  server.close()
})

async function foundAfter(send: () => Promise<unknown>): Promise<string[]> {
  const traffic = recordTraffic()
  await send()
  traffic.stop()
  return searchTraffic(traffic.streams(), needles)
}

const post = (body: Buffer | string, headers: Record<string, string> = {}) =>
  foundAfter(() => client.request({ url, method: 'POST', body, headers }))

describe('the search finds what leaves by the client of a node', () => {
  it.each(Object.entries(bodies))('as %s', async (_name, { body, finds }) => {
    expect(await post(body)).toContainEqual(expect.stringMatching(finds))
  })

  it('in the path and in a header', async () => {
    const found = /^text as UTF-8/
    const path = () =>
      client.request({ url: `${url}?q=${encodeURIComponent(text)}`, method: 'GET' })
    expect(await foundAfter(path)).toContainEqual(expect.stringMatching(found))
    const header = { 'x-lianshu-statement': Buffer.from(json).toString('base64url') }
    expect(await post('', header)).toContainEqual(expect.stringMatching(found))
  })

  it('and nothing in what is harmless', async () => {
    expect(
      await post('{"rows":1500,"low":300,"high":320,"at":"2026-01-01T12:53:18.947Z"}'),
    ).toEqual([])
  })
})

describe('the search finds what a server answers', () => {
  it.each(['gzip', 'deflate', 'br'])('in chunks of %s', async (encoding) => {
    expect(await post('', { 'x-answer': encoding })).toContainEqual(
      expect.stringMatching(/^text as UTF-8/),
    )
  })

  it('to the fetch of the platform, which sends as well', async () => {
    const found = await foundAfter(() => fetch(url, { method: 'POST', body: json }))
    expect(found).toContainEqual(expect.stringMatching(/^text as UTF-8/))
  })
})
