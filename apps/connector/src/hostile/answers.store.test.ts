import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type HostileSpace, openHostileSpace } from '../testing/hostile-space.ts'

let space: HostileSpace
let turn = 0
beforeAll(async () => {
  space = await openHostileSpace()
})
afterAll(() => space?.close())

const megabyte = Buffer.alloc(1024 * 1024, 'x')

/** Writes without end, as long as somebody reads. */
function gush(response: ServerResponse): void {
  if (response.destroyed) return
  if (response.write(megabyte)) setImmediate(gush, response)
  else response.once('drain', () => gush(response))
}

/** How a peer may answer our message instead of taking it. */
const answers: Readonly<Record<string, (response: ServerResponse) => void>> = {
  'garbage that it calls JSON': (response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end('<!-- {"x":'),
  'somebody else’s process': (response) =>
    response.writeHead(200).end(JSON.stringify({ providerPid: 'urn:other', state: 'FINALIZED' })),
  'a number': (response) => response.writeHead(200).end('1e400'),
  'a page of mebibytes without end': (response) => {
    response.writeHead(200, { 'content-length': String(2 ** 30) })
    gush(response)
  },
  'a bomb that it calls gzip': (response) =>
    response
      .writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'application/json' })
      .end(gzipSync(Buffer.alloc(100 * 1024 * 1024, '['))),
  'half an answer': (response) => {
    response.writeHead(200, { 'content-length': '1000' }).write('{"state":')
    setTimeout(() => response.destroy(), 20)
  },
  nothing: (response) => response.destroy(),
  'a header that is too long': (response) =>
    response.socket?.end(`HTTP/1.1 200 OK\r\nx: ${'x'.repeat(200_000)}\r\n\r\n`),
  'no HTTP': (response) => response.socket?.end('SSH-2.0-OpenSSH_9.2\r\n'),
  'chunks that are none': (response) =>
    response.socket?.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n'),
  'another protocol': (response) =>
    response.socket?.end('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\n\r\n'),
  'only a continue': (response) => response.socket?.end('HTTP/1.1 100 Continue\r\n\r\n'),
  'an error of its own making': (response) =>
    response
      .writeHead(500)
      .end(JSON.stringify({ code: 'policy.denied', reason: [{ deep: '['.repeat(10_000) }] })),
}

describe('a peer that answers our message', () => {
  it.each(Object.keys(answers))('with %s leaves the connector as it was', async (name) => {
    const { node, request, trainer, stateOf } = space
    const consumerPid = `urn:consumer:answers:${turn++}`
    const place = `/callback/negotiations/${consumerPid}/agreement`
    node.peers.answer(place, (response, asked) => {
      asked.resume()
      asked.on('end', () => answers[name]!(response))
    })
    const rss = process.memoryUsage().rss
    const begun = await request(trainer, consumerPid)
    const { providerPid } = (await begun.json()) as { providerPid: string }
    const told = `/participants/plant/negotiations/${providerPid}`
    await vi.waitFor(() => expect(node.peers.asked).toContain(place), { timeout: 10_000 })
    await node.ask('/health/ready')
    expect(process.memoryUsage().rss - rss).toBeLessThan(300 * 1024 * 1024)
    // It neither takes the other's word for a state nor loses its own.
    const { state, counterpartyPid } = await node.manage<Record<string, string>>(told)
    expect(['AGREED', 'TERMINATED']).toContain(state)
    expect(counterpartyPid).toBe(consumerPid)
    expect(await stateOf(trainer, `/negotiations/${providerPid}`)).toBe(state)
  })

  it('never, keeps no other message waiting', async () => {
    const { node, request, trainer, reaches } = space
    const begin = async (consumerPid: string) => {
      const begun = await request(trainer, consumerPid)
      return ((await begun.json()) as { providerPid: string }).providerPid
    }
    const placeOf = (consumerPid: string) => `/callback/negotiations/${consumerPid}/agreement`
    const arrives = (place: string) =>
      vi.waitFor(() => expect(node.peers.asked).toContain(place), { timeout: 10_000 })
    node.peers.answer(placeOf('urn:consumer:never'), () => {})
    await begin('urn:consumer:never')
    await arrives(placeOf('urn:consumer:never'))

    node.peers.answer(placeOf('urn:consumer:other'), 200, null)
    const other = await begin('urn:consumer:other')
    await reaches(trainer, `/negotiations/${other}`, 'AGREED')
    await arrives(placeOf('urn:consumer:other'))
  })
})
