import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Did, mintUrn, systemRandom } from '@lianshu/kernel'
import { dcpContext, defaultProfile, membershipType, organizationType } from '@lianshu/protocol/dcp'
import type { WalletRequest } from '@lianshu/trust'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { openTestConnector, type TestConnector } from '../testing/test-connector.ts'

let node: TestConnector
let holder: Did
beforeAll(async () => {
  node = await openTestConnector({}, { credentialWaitSeconds: '1' })
  holder = await node.host('plant')
})
afterAll(() => node?.close())

/** Requests that came to the issuer, by the name that it gave each. */
let taken: Map<string, string>
beforeEach(() => {
  taken = new Map()
  const types = ['SampleCredential', membershipType, organizationType]
  node.peers.answer('/issuer/metadata', 200, {
    ...{ '@context': [dcpContext], type: 'IssuerMetadata', issuer: node.peers.operator.did },
    credentialsSupported: types.map((credentialType) => ({
      ...{ id: credentialType, type: 'CredentialObject', credentialType, profile: defaultProfile },
      ...{ offerReason: 'x', credentialSchema: 'https://x.example', bindingMethods: ['did:web'] },
    })),
  })
})

/** The issuer takes requests, names them after `name`, and says of each that it stands as `statuses` say. */
function issuerSays(name: string, ...statuses: readonly (string | number)[]) {
  node.peers.answer('/issuer/credentials', async (response, request) => {
    const pid = `${name}-${taken.size}`
    const status = statuses[taken.size] ?? 500
    taken.set(pid, ((await bodyOf(request)) as { holderPid: string }).holderPid)
    node.peers.answer(`/issuer/requests/${pid}`, (told: ServerResponse) => {
      const isStatus = typeof status === 'string'
      const body = { '@context': [dcpContext], type: 'CredentialStatus', issuerPid: pid }
      told.writeHead(isStatus ? 200 : status, { 'content-type': 'application/json' })
      told.end(JSON.stringify(isStatus ? { ...body, holderPid: taken.get(pid), status } : {}))
    })
    const location = `${node.peers.url}/elsewhere/requests/${pid}`
    response.writeHead(201, { location }).end()
  })
}
const bodyOf = async (request: IncomingMessage): Promise<unknown> => {
  const parts: Buffer[] = []
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
  return JSON.parse(Buffer.concat(parts).toString())
}

const base = '/participants/plant/credential-requests'
const ask = () =>
  node.manage<WalletRequest>(base, {
    ...{ issuer: node.peers.operator.did, wanted: { types: ['SampleCredential'] } },
  })
const find = async (id: string, slug = 'plant') => {
  const all = await node.manage<WalletRequest[]>(`/participants/${slug}/credential-requests`)
  return all.find((request) => request.id === id)
}
const reaches = (id: string, state: string) =>
  expect.poll(async () => (await find(id))?.state, { timeout: 15_000 }).toBe(state)

it('asks anew, once, for what its issuer calls issued and never brought', async () => {
  issuerSays('lost', 'ISSUED', 'RECEIVED')
  const lost = await ask()
  await reaches(lost.id, 'FAILED')
  await expect.poll(() => taken.size, { timeout: 10_000 }).toBe(2)
  const anew = [...taken.values()][1]!
  expect((await find(lost.id))?.reason).toContain(anew)
  expect(await find(anew)).toMatchObject({ asked: lost.asked, issuer: lost.issuer })
  await reaches(anew, 'RECEIVED')

  const id = mintUrn(systemRandom)
  const payload = await node.peers.issue({ id, type: 'SampleCredential', subject: { id: holder } })
  const credentials = [{ credentialType: 'SampleCredential', format: defaultProfile, payload }]
  const body = {
    ...{ '@context': [dcpContext], type: 'CredentialMessage', issuerPid: 'x', holderPid: anew },
    ...{ status: 'ISSUED', credentials },
  }
  const delivered = await node.askAs(node.peers.operator, 'plant', '/dcp/credentials', { body })
  expect(delivered.status).toBe(200)
  await reaches(anew, 'ISSUED')
  expect(taken.size).toBe(2)
})

it('learns of a rejection whose message never came', async () => {
  issuerSays('rejected', 'REJECTED')
  const { id } = await ask()
  await reaches(id, 'REJECTED')
  expect(taken.size).toBe(1)
})

it('goes on waiting while the issuer has not decided, and asks for the status where the issuer is', async () => {
  issuerSays('waiting', 'RECEIVED')
  const { id } = await ask()
  const path = '/issuer/requests/waiting-0'
  const times = () => node.peers.asked.filter((asked) => asked === path).length
  await expect.poll(times, { timeout: 15_000 }).toBeGreaterThan(1)
  expect((await find(id))?.state).toBe('RECEIVED')
  expect(node.peers.asked.filter((asked) => asked.startsWith('/elsewhere'))).toEqual([])
})

it('a request that the issuer has lost does not keep a participant from asking to join again', async () => {
  issuerSays('forgotten', 404)
  const name = { zh: '新', en: 'new' }
  const number = { scheme: 'uscc', value: '91350100M000100Y43' }
  await node.manage('/participants', { slug: 'fresh', name, roles: ['owner'], number })
  node.peers.answer('/members', 200, { state: 'ADMITTED' })
  const operator = { did: node.peers.operator.did, url: node.peers.url }
  const join = () => node.manage('/participants/fresh/membership', { operator })
  await join()
  await expect.poll(() => taken.size).toBe(1)
  const first = [...taken.values()][0]!
  const stateOf = async () => (await find(first, 'fresh'))?.state
  await expect.poll(stateOf, { timeout: 15_000 }).toBe('FAILED')
  await join()
  await expect.poll(() => taken.size).toBe(2)
})
