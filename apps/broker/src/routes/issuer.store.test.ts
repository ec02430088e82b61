import { randomUUID } from 'node:crypto'
import type { Json } from '@lianshu/kernel'
import type { Peer } from '@lianshu/testkit'
import { memberCredentials } from '@lianshu/trust'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  credentialRequest,
  delivered,
  openTestBroker,
  problemOf,
  type TestBroker,
} from '../testing/test-broker.ts'

let broker: TestBroker
beforeAll(async () => {
  broker = await openTestBroker('automatic')
})
afterAll(() => broker?.close())

type Claims = Readonly<Record<string, Json>>
const every = memberCredentials.map(({ id }) => id)
const payloadOf = (jwt: string) =>
  JSON.parse(Buffer.from(jwt.split('.')[1]!, 'base64url').toString()) as Claims

async function applied(slug: string): Promise<Peer> {
  const peer = await broker.peers.add(slug)
  await broker.ask('/members', { as: peer, body: broker.applicationOf(peer) })
  return peer
}

describe('the issuer service', () => {
  it('is found in the operator’s DID document, and tells openly what it gives', async () => {
    const document = (await (await broker.ask('/.well-known/did.json')).json()) as {
      service: { type: string; serviceEndpoint: string }[]
    }
    const service = document.service.find(({ type }) => type === 'IssuerService')
    const metadata = (await (await fetch(`${service?.serviceEndpoint}/metadata`)).json()) as {
      issuer: string
      credentialsSupported: Record<string, string>[]
    }
    expect(metadata.issuer).toBe(broker.did)
    const told = metadata.credentialsSupported.map(({ credentialType, profile }) => [
      ...[credentialType, profile],
    ])
    expect(told).toEqual([
      ['MembershipCredential', 'vc20-bssl/jwt'],
      ['OrganizationCredential', 'vc20-bssl/jwt'],
      ['MembershipCredential', 'vc11-sl2021/jwt'],
      ['OrganizationCredential', 'vc11-sl2021/jwt'],
    ])
    for (const { credentialSchema } of metadata.credentialsSupported) {
      expect(await (await fetch(credentialSchema!)).json()).toMatchObject({
        $schema: 'https://json-schema.org/draft/2020-12/schema',
      })
    }
    expect(await problemOf(await broker.ask('/dcp/schemas/constructor'))).toEqual([
      ...[404, 'not-found'],
    ])
  })

  it('gives everything that was asked for in one message, in both profiles', async () => {
    const plant = await applied('everything')
    const body = credentialRequest([...every, every[0]!])
    const answer = await broker.ask('/dcp/credentials', { as: plant, body })
    expect(answer.status).toBe(201)
    const [{ message }] = await delivered(plant)
    const location = answer.headers.get('location') ?? ''
    expect(location.endsWith(`/requests/${message.issuerPid}`)).toBe(true)
    expect(message).toMatchObject({ status: 'ISSUED', holderPid: body.holderPid })
    const given = message.credentials as {
      credentialType: string
      payload: string
      format: string
    }[]
    expect(given.map(({ format }) => format)).toEqual([
      ...['vc20-bssl/jwt', 'vc20-bssl/jwt', 'vc11-sl2021/jwt', 'vc11-sl2021/jwt'],
    ])
    const [membership, organization, former] = given.map(({ payload }) => payloadOf(payload))
    expect(membership).toMatchObject({
      ...{ issuer: broker.did, type: ['VerifiableCredential', 'MembershipCredential'] },
      credentialSubject: { id: plant.did, name: 'everything', roles: ['owner'] },
      credentialStatus: [
        { type: 'BitstringStatusListEntry', statusPurpose: 'revocation' },
        { type: 'BitstringStatusListEntry', statusPurpose: 'suspension' },
      ],
    })
    expect(organization).toMatchObject({
      credentialSubject: { registrationScheme: 'uscc', registrationNumber: '91350100M000100Y43' },
    })
    expect(former).toMatchObject({
      ...{ iss: broker.did, sub: plant.did },
      vc: {
        credentialStatus: { type: 'StatusList2021Entry', statusPurpose: 'revocation' },
      },
    })
  })

  it('brings the holder’s own access token back, for the holder alone', async () => {
    const plant = await applied('echo')
    const authorization = await plant.authorization(broker.did)
    const sent = payloadOf(authorization.slice('Bearer '.length))
    const headers = { authorization }
    await broker.ask('/dcp/credentials', { headers, body: credentialRequest() })
    const [{ claims }] = await delivered(plant)
    expect(sent.token).toEqual(expect.any(String))
    expect(claims).toMatchObject({ iss: broker.did, sub: broker.did, aud: plant.did })
    expect(claims.token).toBe(sent.token)
  })

  it('tells the requester where a request stands, and nobody else that it exists', async () => {
    const [plant, other] = [await applied('asker'), await applied('other')]
    const asked = await broker.request(plant)
    await delivered(plant)
    const path = new URL(asked.headers.get('location')!).pathname
    const status = await broker.ask(path, { as: plant })
    expect([status.status, await status.json()]).toMatchObject([
      ...[200, { type: 'CredentialStatus', status: 'ISSUED', issuerPid: path.split('/').at(-1) }],
    ])
    const foreign = await broker.ask(path, { as: other })
    const missing = await broker.ask(`/dcp/requests/${randomUUID()}`, { as: other })
    const [left, right] = [await foreign.json(), await missing.json()] as Claims[]
    expect({ ...left, traceId: '' }).toEqual({ ...right, traceId: '' })
    expect(left).toMatchObject({ status: 404, code: 'not-found' })
    expect(await problemOf(await broker.ask(path))).toEqual([401, 'auth.missing'])
  })

  it('takes a request that comes again as the same one, issued and delivered once', async () => {
    const plant = await applied('again')
    const body = credentialRequest(undefined, 'the same')
    const ask = async (sent: typeof body) =>
      broker.ask('/dcp/credentials', { as: plant, body: sent })
    const answers = [await ask(body), await ask(body)]
    expect(answers.map(({ status }) => status)).toEqual([201, 201])
    const ids = new Set(answers.map(({ headers }) => headers.get('location')))
    expect(ids.size).toBe(1)
    await delivered(plant, 1)
    // Also once its outcome is there, and not for other credentials.
    expect((await ask(body)).headers.get('location')).toBe([...ids][0])
    const other = credentialRequest(every, 'the same')
    expect(await problemOf(await ask(other))).toEqual([400, 'input.invalid'])
    await broker.ask('/dcp/credentials', { as: plant, body: credentialRequest(undefined, 'new') })
    expect(await delivered(plant, 2)).toHaveLength(2)
  })

  it('refuses who is unknown, what is not given, and what is no request', async () => {
    const stranger = await broker.peers.add('stranger')
    expect(await problemOf(await broker.request(stranger))).toEqual([403, 'auth.not-member'])
    const plant = await applied('strict')
    const refused = async (body: unknown) =>
      problemOf(await broker.ask('/dcp/credentials', { as: plant, body }))
    expect(await refused(credentialRequest(['urn:unknown']))).toEqual([400, 'input.invalid'])
    expect(await refused(credentialRequest([]))).toEqual([400, 'input.invalid'])
    expect(await refused({ ...credentialRequest(), holderPid: undefined })).toEqual([
      ...[400, 'input.invalid'],
    ])
    expect(await refused({})).toEqual([400, 'input.invalid'])
    expect(stranger.received).toEqual([])
  })

  it('rejects by message who is suspended, and issues again after that', async () => {
    const plant = await broker.join('paused')
    await broker.decide(plant, 'suspend')
    expect((await broker.request(plant)).status).toBe(201)
    const [, rejected] = await delivered(plant, 2)
    expect(rejected?.message).toMatchObject({ status: 'REJECTED', credentials: [] })
    await broker.decide(plant, 'reinstate')
    await broker.request(plant)
    const [, , issued] = await delivered(plant, 3)
    expect(issued?.message).toMatchObject({ status: 'ISSUED' })
  })
})
