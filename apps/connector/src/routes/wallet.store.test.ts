import { type Did, mintUrn, systemRandom } from '@lianshu/kernel'
import { type CredentialProfile, dcpContext } from '@lianshu/protocol/dcp'
import type { Peer } from '@lianshu/testkit'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestConnector, type TestConnector } from '../testing/test-connector.ts'

let node: TestConnector
let issuer: Peer
let stranger: Peer
let holder: Did
beforeAll(async () => {
  node = await openTestConnector()
  issuer = node.peers.operator
  stranger = await node.member('stranger')
  holder = await node.host('plant')
  await node.host('neighbour')
})
afterAll(() => node?.close())

const vc11 = 'vc11-sl2021/jwt'
const vc20 = 'vc20-bssl/jwt'
const offered = (id: string, credentialType: string, profile: string) => ({
  ...{ id, type: 'CredentialObject', credentialType, profile, offerReason: 'reissue' },
  ...{ credentialSchema: 'https://issuer.example/schema', bindingMethods: ['did:web'] },
})
beforeEach(() => {
  node.peers.answer('/issuer/metadata', 200, {
    ...{ '@context': [dcpContext], type: 'IssuerMetadata', issuer: issuer.did },
    credentialsSupported: [
      offered('ldp', 'SampleCredential', 'ldp_vc'),
      offered('sample-20', 'SampleCredential', vc20),
      offered('sample-11', 'SampleCredential', vc11),
      offered('member', 'MembershipCredential', vc20),
      offered('other', 'OtherCredential', vc20),
    ],
  })
  node.peers.answer('/issuer/credentials', 201, {})
})

interface Request {
  readonly id: string
  readonly state: string
  readonly issuerPid?: string
  readonly reason?: string
}
const base = '/participants/plant/credential'
const ask = (wanted: object) =>
  node.manage<Request>(`${base}-requests`, { issuer: issuer.did, wanted })
const requests = () => node.manage<readonly Request[]>(`${base}-requests`)
const stateOf = async (id: string) => (await requests()).find((request) => request.id === id)
const held = async (id: string) => {
  const credentials = await node.manage<readonly { id: string }[]>(`${base}s`)
  return credentials.some((credential) => credential.id === id)
}

/** A credential of the test's issuer, with the id by which the wallet knows it. */
async function sample(subject: Did = holder, profile: CredentialProfile = vc20, by?: object) {
  const id = mintUrn(systemRandom)
  const content = { id, type: 'SampleCredential', subject: { id: subject }, ...by }
  return { id, payload: await node.peers.issue(content, profile) }
}
const container = (payload: string, change: object = {}) => ({
  ...{ credentialType: 'SampleCredential', format: vc20, payload, ...change },
})
const message = (holderPid: string, credentials: readonly object[], change: object = {}) => ({
  ...{ '@context': [dcpContext], type: 'CredentialMessage', issuerPid: 'their-1', holderPid },
  ...{ status: 'ISSUED', credentials, ...change },
})
const deliver = async (body: object, by: Peer = issuer, slug = 'plant') => {
  const answer = await node.askAs(by, slug, '/dcp/credentials', { body })
  const told = (await answer.json()) as { code?: string } | null
  return answer.ok ? answer.status : `${answer.status} ${told?.code}`
}

describe('a credential request', () => {
  it('is sent to the issuer and waits for its outcome', async () => {
    const { id, state } = await ask({ types: ['SampleCredential'] })
    expect(state).toBe('REQUESTED')
    await expect.poll(async () => (await stateOf(id))?.state).toBe('RECEIVED')
    expect(node.peers.asked).toContain('/issuer/credentials')
  })

  it('fails when the issuer refuses it, with the reason', async () => {
    node.peers.answer('/issuer/credentials', 400, { detail: 'not now' })
    const { id } = await ask({ ids: ['sample-11'] })
    await expect.poll(async () => (await stateOf(id))?.state).toBe('FAILED')
    expect((await stateOf(id))?.reason).toMatch(/not now/)
    const { payload } = await sample()
    expect(await deliver(message(id, [container(payload)]))).toBe('409 state.illegal')
  })

  it.each([
    [{ types: ['NoSuchCredential'] }, 'input.invalid'],
    [{ ids: ['ldp'] }, 'input.invalid'],
    [{ ids: ['other'] }, 'auth.forbidden'],
  ])('is not made for %j: %s', async (wanted, code) => {
    await expect(ask(wanted)).rejects.toThrow(code)
  })

  it('is not made to somebody whose metadata are those of another', async () => {
    node.peers.answer('/issuer/metadata', 200, {
      ...{ '@context': [dcpContext], type: 'IssuerMetadata', issuer: stranger.did },
      credentialsSupported: [],
    })
    await expect(ask({ types: ['SampleCredential'] })).rejects.toThrow('peer.invalid')
  })
})

describe('a delivery', () => {
  let pid: string
  beforeEach(async () => {
    pid = (await ask({ types: ['SampleCredential'] })).id
  })

  it.each([vc20, vc11] as const)('of %s is kept, once, however often it comes', async (profile) => {
    const { id, payload } = await sample(holder, profile)
    const body = message(pid, [container(payload, { format: profile })])
    expect(await deliver(body)).toBe(200)
    expect(await held(id)).toBe(true)
    expect(await stateOf(pid)).toMatchObject({ state: 'ISSUED', issuerPid: 'their-1' })
    expect(await deliver(body)).toBe(200)
    const second = await sample(holder, profile)
    const other = message(pid, [container(second.payload, { format: profile })])
    expect(await deliver(other)).toBe('409 state.illegal')
    expect(await held(second.id)).toBe(false)
  })

  it('by the name that Eclipse components have for a profile is kept, too', async () => {
    const { id, payload } = await sample(holder, vc11)
    const body = message(pid, [container(payload, { format: 'VC1_0_JWT' })])
    expect(await deliver(body)).toBe(200)
    expect(await held(id)).toBe(true)
  })

  it('is as unknown as a missing one to everybody but holder and issuer', async () => {
    const { payload } = await sample()
    const body = message(pid, [container(payload)])
    expect(await deliver(body, stranger)).toBe('404 not-found')
    expect(await deliver(body, issuer, 'neighbour')).toBe('404 not-found')
    expect(await deliver(message('urn:uuid:none', [container(payload)]))).toBe('404 not-found')
    expect(await stateOf(pid)).not.toMatchObject({ state: 'ISSUED' })
  })

  it('of a rejection ends the request with its reason', async () => {
    const rejected = { status: 'REJECTED', rejectionReason: '资质不符' }
    expect(await deliver(message(pid, [], rejected))).toBe(200)
    expect(await stateOf(pid)).toMatchObject({ state: 'REJECTED', reason: '资质不符' })
    const { payload } = await sample()
    expect(await deliver(message(pid, [container(payload)]))).toBe('409 state.illegal')
    expect(await deliver(message(pid, [], rejected))).toBe(200)
  })

  it('is whole or nothing: one credential that does not count keeps the good ones out', async () => {
    const good = await sample()
    const about = await sample(stranger.did)
    const both = message(pid, [container(good.payload), container(about.payload)])
    expect(await deliver(both)).toBe('401 auth.invalid')
    expect(await held(good.id)).toBe(false)
    expect(await stateOf(pid)).not.toMatchObject({ state: 'ISSUED' })
    expect(await deliver(message(pid, [container(good.payload)]))).toBe(200)
  })

  it('brings everything that was asked for and nothing else', async () => {
    const two = (await ask({ types: ['SampleCredential', 'MembershipCredential'] })).id
    const { payload } = await sample()
    expect(await deliver(message(two, [container(payload)]))).toBe('400 input.invalid')
    const member = container(await node.peers.vouchFor(holder), {
      credentialType: 'MembershipCredential',
    })
    expect(await deliver(message(pid, [container(payload), member]))).toBe('400 input.invalid')
    expect(await deliver(message(two, [container(payload), member]))).toBe(200)
  })

  it('is refused with a proof, a binding, a time, a type or a format that does not hold', async () => {
    const { payload } = await sample()
    const at = payload.length - 20
    const tampered =
      payload.slice(0, at) + (payload[at] === 'A' ? 'B' : 'A') + payload.slice(at + 1)
    const past = new Date(Date.now() - 1000)
    const expired = await sample(holder, vc20, { validUntil: past })
    const other = await sample(holder, vc20, { type: 'OtherCredential' })
    const refusals = [
      [container(tampered), '401 auth.invalid'],
      [container(expired.payload), '401 auth.invalid'],
      [container(other.payload), '401 auth.invalid'],
      [container(payload, { format: vc11 }), '400 input.invalid'],
      [container(payload, { format: 'ldp_vc' }), '400 input.invalid'],
      [container(payload, { credentialType: 'OtherCredential' }), '400 input.invalid'],
      [container('no jwt'), '400 input.invalid'],
    ] as const
    const twice = message(pid, [container(payload), container(payload)])
    expect(await deliver(twice)).toBe('400 input.invalid')
    for (const [one, refusal] of refusals) expect(await deliver(message(pid, [one]))).toBe(refusal)
    expect(await stateOf(pid)).not.toMatchObject({ state: 'ISSUED' })
  })

  it.each([
    ['without holderPid', { holderPid: undefined }],
    ['with a status of nobody', { status: 'PENDING' }],
    ['issued, without credentials', { credentials: [] }],
    ['rejected, with credentials', { status: 'REJECTED' }],
    ['of another type', { type: 'PresentationQueryMessage' }],
    ['in no context', { '@context': [] }],
  ])('%s is no CredentialMessage', async (_, change) => {
    const { payload } = await sample()
    const body = message(pid, [container(payload)], change)
    expect(await deliver(body)).toBe('400 input.invalid')
  })

  it('that two processes bring at once is kept by one of them', async () => {
    const [one, two] = await Promise.all([sample(), sample()])
    const answers = await Promise.all(
      [one, two].map(({ payload }) => deliver(message(pid, [container(payload)]))),
    )
    expect(answers.toSorted()).toEqual([200, '409 state.illegal'])
    expect([await held(one.id), await held(two.id)].filter(Boolean)).toHaveLength(1)
  })
})

describe('an offer', () => {
  interface Offer {
    readonly id: string
    readonly state: string
    readonly credentials: readonly { id: string; type?: string; profile?: string }[]
  }
  const offers = () => node.manage<readonly Offer[]>(`${base}-offers`)
  const find = async (credentialId: string) =>
    (await offers()).find(({ credentials }) => credentials.some(({ id }) => id === credentialId))
  const offer = async (credentials: readonly object[], change: object = {}, by: Peer = issuer) => {
    const body = {
      ...{ '@context': [dcpContext], type: 'CredentialOfferMessage', issuer: issuer.did },
      ...{ credentials, ...change },
    }
    const answer = await node.askAs(by, 'neighbour', '/dcp/offers', { body })
    const told = (await answer.json()) as { code?: string } | null
    return answer.ok ? answer.status : `${answer.status} ${told?.code}`
  }
  const neighbour = '/participants/neighbour/credential'
  const offersOf = () => node.manage<readonly Offer[]>(`${neighbour}-offers`)

  it('waits for a person, who asks for it or lets it pass', async () => {
    const full = offered('sample-20', 'SampleCredential', vc20)
    expect(await offer([full])).toBe(200)
    expect(await offer([full])).toBe(200)
    const [waiting, ...others] = await offersOf()
    expect(others).toEqual([])
    expect(waiting).toMatchObject({ state: 'OFFERED' })
    const one = `${neighbour}-offers/${encodeURIComponent(waiting!.id)}`
    await node.manage(`${one}/decline`, {})
    await expect(node.manage(`${one}/request`, {})).rejects.toThrow('state.illegal')
    expect(await offer([full])).toBe(200)
    const asked = await node.manage<Request>(`${one}/request`, {})
    expect(asked).toMatchObject({ state: 'REQUESTED', asked: [{ id: 'sample-20' }] })
    expect((await offersOf())[0]).toMatchObject({ state: 'REQUESTED' })
  })

  it('of ids alone is explained by the issuer’s metadata', async () => {
    expect(await offer([{ id: 'sample-11' }])).toBe(200)
    const [, sparse] = await offersOf()
    expect(sparse?.credentials).toEqual([
      { id: 'sample-11', type: 'SampleCredential', profile: vc11, reason: 'reissue' },
    ])
    expect(await offer([{ id: 'nobody-knows' }])).toBe('400 input.invalid')
  })

  it('is refused when it is empty, of somebody else, or beyond what its issuer is trusted with', async () => {
    expect(await offer([])).toBe('400 input.invalid')
    expect(await offer([{ id: 'sample-20' }], { issuer: null })).toBe('400 input.invalid')
    const full = offered('sample-20', 'SampleCredential', vc20)
    expect(await offer([full], {}, stranger)).toBe('403 auth.forbidden')
    expect(await offer([full], { issuer: stranger.did }, stranger)).toBe('403 auth.forbidden')
    expect(await offer([{ id: 'other' }])).toBe('403 auth.forbidden')
  })

  it('that renews a credential is taken at once', async () => {
    const before = (await requests()).length
    const pid = (await ask({ types: ['SampleCredential'] })).id
    const { payload } = await sample()
    expect(await deliver(message(pid, [container(payload)]))).toBe(200)
    const body = {
      ...{ '@context': [dcpContext], type: 'CredentialOfferMessage', issuer: issuer.did },
      credentials: [offered('sample-20', 'SampleCredential', vc20)],
    }
    expect((await node.askAs(issuer, 'plant', '/dcp/offers', { body })).status).toBe(200)
    await expect.poll(async () => (await requests()).length).toBe(before + 2)
    expect(await find('sample-20')).toMatchObject({ state: 'REQUESTED' })
  })
})
