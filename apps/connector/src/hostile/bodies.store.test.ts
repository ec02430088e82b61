import { gzipSync } from 'node:zlib'
import { catalogRequestMessage, contractRequestMessage } from '@lianshu/protocol/dsp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dsp, errorOf, type HostileSpace, openHostileSpace } from '../testing/hostile-space.ts'
import { rawRequest } from '../testing/raw-request.ts'

let space: HostileSpace
beforeAll(async () => {
  space = await openHostileSpace()
})
afterAll(() => space?.close())

const path = `/participants/plant${dsp}/catalog/request`
const good = JSON.stringify(catalogRequestMessage.render({}))
const head = async (...lines: readonly string[]) => {
  const { node, trainer } = space
  const authorization = await trainer.authorization(node.didOf('plant'))
  const { host } = new URL(node.url)
  const own = [`POST ${path} HTTP/1.1`, `host: ${host}`, `authorization: ${authorization}`]
  return `${[...own, 'connection: close', ...lines].join('\r\n')}\r\n\r\n`
}
const raw = async (lines: readonly string[], body: string | Uint8Array = '') =>
  rawRequest(space.node.url, [await head('content-type: application/json', ...lines), body])

/** It went on: whoever asks properly is answered. */
const isWell = async () => {
  const answer = await space.ask(space.trainer, '/catalog/request', { body: good })
  expect(answer.status).toBe(200)
}

describe('a request', () => {
  it('that is written by hand is taken when it is right', async () => {
    expect((await raw([`content-length: ${good.length}`], good)).status).toBe(200)
    const chunked = `${good.length.toString(16)}\r\n${good}\r\n0\r\n\r\n`
    expect((await raw(['transfer-encoding: chunked'], chunked)).status).toBe(200)
  })

  it.each([
    ['a header that is too long', [`x-long: ${'x'.repeat(64_000)}`], '', [431]],
    ['too many headers', Array.from({ length: 5_000 }, (_, n) => `x-${n}: ${n}`), '', [431]],
    ['a header without a name', [': x'], '', [400]],
    ['a line break in a header', ['x-a: b\rc: d'], '', [400]],
    ['two lengths', ['content-length: 2', 'content-length: 3'], '{}', [400]],
    ['a length and chunks', ['content-length: 2', 'transfer-encoding: chunked'], '{}', [400]],
    ['a length below nothing', ['content-length: -1'], '{}', [400]],
    ['a length beyond all numbers', [`content-length: ${'9'.repeat(40)}`], '{}', [400, 413]],
    ['a length that is too large', ['content-length: 1073741824'], '{}', [413]],
    ['a chunk without a size', ['transfer-encoding: chunked'], 'zz\r\n{}\r\n', [0, 400]],
    ['a chunk of all sizes', ['transfer-encoding: chunked'], `${'f'.repeat(20)}\r\n{}`, [0, 400]],
    ['chunks that do not end', ['transfer-encoding: chunked'], '2\r\n{}\r\n', [0, 400]],
    ['an unknown coding', ['transfer-encoding: x, chunked'], '0\r\n\r\n', [400, 501]],
    ['an upgrade', ['upgrade: h2c', 'content-length: 2'], '{}', [400]],
    ['an expectation', ['expect: 200-maybe', 'content-length: 2'], '{}', [417]],
  ] as const)('with %s is refused', async (_name, lines, body, statuses) => {
    const answer = await raw(lines, body)
    expect(statuses).toContain(answer.status)
    expect(answer.text).not.toMatch(/\bat \S+ \(|node:|\.ts/)
    await isWell()
  })

  it('that goes on for ever without saying so is cut off at a megabyte', async () => {
    const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`
    const parts = [await head('transfer-encoding: chunked'), ...Array(64).fill(chunk)]
    const answer = await rawRequest(space.node.url, parts)
    expect([0, 413]).toContain(answer.status)
    await isWell()
  })

  it('whose body is a gzip bomb is not unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, '['))
    const before = process.memoryUsage().rss
    const answer = await raw(['content-encoding: gzip', `content-length: ${bomb.length}`], bomb)
    expect([400, 413, 415]).toContain(answer.status)
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024)
    await isWell()
  })

  it('that says it is bytes is not read as JSON past all checks', async () => {
    const offer = { ...(space.dataset.offer as object), target: space.dataset.id } as never
    const fields = { consumerPid: 'urn:consumer:bytes', callbackAddress: space.callback, offer }
    const message = contractRequestMessage.render(fields)
    const body = JSON.stringify(message).replace('consumer:bytes', '\\u0000')
    const headers = { 'content-type': 'application/octet-stream' }
    const before = await space.database.take()
    const answer = await space.ask(space.trainer, '/negotiations/request', { body, headers })
    expect(await errorOf(answer)).toEqual([400, 'ContractNegotiationError', 'input.invalid'])
    expect(await space.database.take()).toEqual(before)
  })

  it('that never ends keeps nobody else waiting, and is not waited for by a closing node', async () => {
    const { node } = space
    const slow = Array.from({ length: 200 }, async () => {
      const half = await head('content-length: 1000')
      return rawRequest(node.url, [half, '{"@con'], 3_000)
    })
    await isWell()
    const answers = await Promise.all(slow)
    expect(answers.filter(({ status }) => status === 200)).toEqual([])
    await isWell()
  })
})
