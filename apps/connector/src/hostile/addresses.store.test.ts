import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { errorOf, type HostileSpace, openHostileSpace } from '../testing/hostile-space.ts'

let space: HostileSpace
let agreementId: string
beforeAll(async () => {
  space = await openHostileSpace()
  ;({ agreementId } = await space.finalized(space.trainer, 'urn:consumer:trainer'))
})
afterAll(() => space?.close())

const port = () => new URL(space.node.peers.url).port

/** Where nobody may make us call: loopback in all its writings, private ranges, metadata services, strangers. */
const addresses = () => [
  ...['http://127.0.0.1:1/', 'http://localhost/', `http://localhost:${port()}/`, 'http://[::1]/'],
  ...[`http://127.0.0.1./`, `http://127.0.0.2:${port()}/`, `http://[::ffff:127.0.0.1]:${port()}/`],
  ...['http://169.254.169.254/latest/meta-data/', 'http://metadata.google.internal/'],
  ...['http://[fd00:ec2::254]/', 'http://[fe80::1]/', 'http://[::ffff:10.0.0.1]/'],
  ...['http://10.0.0.1/', 'http://172.16.0.1/', 'http://192.168.1.1/', 'http://0.0.0.0/'],
  ...['http://2852039166/', 'http://0xa9fea9fe/', 'http://0251.0376.0251.0376/'],
  ...[`http://user:pass@127.0.0.1:${port()}/`, `http://127.0.0.1:${port()}@victim.example/`],
  ...['https://victim.example/dsp', `https://127.0.0.1:${Number(port()) + 1}/`],
  ...['file:///etc/passwd', 'gopher://127.0.0.1/', 'ftp://127.0.0.1/', 'javascript:alert(1)'],
  ...['//127.0.0.1/', '/dsp', 'nonsense', ' ', 'http://', 'http:///x', 'unix:/var/run/docker.sock'],
]

describe('a call-back address that is not the sender’s own', () => {
  it('begins no negotiation, and nobody there is called', async () => {
    const { request, trainer, database, node } = space
    const before = await database.take()
    for (const callbackAddress of addresses()) {
      const answer = await request(trainer, `urn:consumer:${callbackAddress}`, { callbackAddress })
      const told = await errorOf(answer)
      expect([callbackAddress, ...told]).toEqual([
        ...[callbackAddress, 400, 'ContractNegotiationError', 'input.invalid'],
      ])
    }
    expect(await database.take()).toEqual(before)
    expect(node.peers.asked.filter((path) => path === '/')).toEqual([])
  })

  it('begins no transfer either', async () => {
    const { requestTransfer, trainer, database } = space
    const before = await database.take()
    for (const callbackAddress of addresses()) {
      const fields = { callbackAddress, consumerPid: `urn:transfer:${callbackAddress}` }
      const answer = await requestTransfer(trainer, agreementId, fields)
      expect([callbackAddress, answer.status]).toEqual([callbackAddress, 400])
    }
    expect(await database.take()).toEqual(before)
  })
})

describe('a call-back that leads elsewhere', () => {
  it.each([301, 302, 303, 307, 308])('by %i is not followed', async (status) => {
    const { request, trainer, node } = space
    const { peers } = node
    const agreement = `/callback/negotiations/urn:consumer:${status}/agreement`
    peers.answer(agreement, (response) => {
      response.writeHead(status, { location: `${peers.url}/internal` }).end()
    })
    expect((await request(trainer, `urn:consumer:${status}`)).status).toBe(201)
    await vi.waitFor(() => expect(peers.asked).toContain(agreement), { timeout: 5_000 })
    // Once more after its back-off: the first answer was no delivery, and led nowhere.
    const asks = () => peers.asked.filter((path) => path === agreement).length
    await vi.waitFor(() => expect(asks()).toBeGreaterThan(1), { timeout: 10_000 })
    expect(peers.asked).not.toContain('/internal')
  })
})
