import type { Peer } from '@lianshu/testkit'
import { activeKey, buildDidDocument } from '@lianshu/trust'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { errorOf, type HostileSpace, openHostileSpace } from '../testing/hostile-space.ts'

let space: HostileSpace
let turn = 0
beforeAll(async () => {
  space = await openHostileSpace()
})
afterAll(() => space?.close())

/** A member nobody has met yet, whose documents are still to be read; and where its own are. */
async function stranger() {
  const { node } = space
  const slug = `stranger-${turn++}`
  const peer = await node.member(slug)
  const own = `/participants/${slug}`
  const endpoint = `${node.peers.url}${own}/dcp`
  const services = [{ type: 'CredentialService', endpoint }]
  const document = buildDidDocument({ did: peer.did, keys: peer.keys, services, now: new Date() })
  return { peer, document, place: `${own}/did.json`, wallet: `${own}/dcp/presentations/query` }
}

const refusedAs = async (peer: Peer) => {
  const before = await space.database.take()
  const answer = await space.ask(peer, `/catalog/datasets/${space.dataset.id}`)
  expect(await space.database.take()).toEqual(before)
  return errorOf(answer)
}

type Document = Awaited<ReturnType<typeof stranger>>['document']
const wrong: Readonly<Record<string, (document: Document, peer: Peer) => unknown>> = {
  'about somebody else': (document) => ({ ...document, id: space.rival.did }),
  'about nobody': ({ id: _, ...document }) => document,
  'with a private key': (document, { keys }) => ({
    ...document,
    verificationMethod: [
      { ...document.verificationMethod[0], publicKeyJwk: activeKey(keys).privateJwk },
    ],
  }),
  'with a secret': (document) => ({
    ...document,
    verificationMethod: [
      { ...document.verificationMethod[0], publicKeyJwk: { kty: 'oct', k: 'c2VjcmV0' } },
    ],
  }),
  'with another key under the same name': (document) => ({
    ...document,
    verificationMethod: [
      {
        ...document.verificationMethod[0],
        publicKeyJwk: activeKey(space.rival.keys).publicJwk,
      },
    ],
  }),
  'whose key is good for nothing': (document) => ({ ...document, capabilityInvocation: [] }),
  'with ten thousand keys': (document) => ({
    ...document,
    verificationMethod: Array(10_000).fill(document.verificationMethod[0]),
  }),
  'with ten thousand uses of keys': (document) => ({
    ...document,
    capabilityInvocation: Array(10_000).fill('#k'),
  }),
  'with ten thousand services': (document) => ({
    ...document,
    service: Array(10_000).fill(document.service[0]),
  }),
  'larger than documents are': (document) => ({ ...document, more: 'x'.repeat(1_000_000) }),
  'that is a list': (document) => [document],
  'that is null': () => null,
}

describe('a DID document', () => {
  it.each(Object.keys(wrong))('%s speaks for nobody', async (name) => {
    const { peer, document, place } = await stranger()
    space.node.peers.answer(place, 200, wrong[name]!(document, peer) as never)
    expect(await refusedAs(peer)).toEqual([401, 'CatalogError', 'auth.invalid'])
  })

  it.each([301, 302, 307, 308])('is not looked for where %i says', async (status) => {
    const { peer, document, place } = await stranger()
    const { peers } = space.node
    peers.answer('/moved/did.json', 200, document as never)
    peers.answer(place, (response) => {
      response.writeHead(status, { location: `${peers.url}/moved/did.json` }).end()
    })
    expect(await refusedAs(peer)).toEqual([401, 'CatalogError', 'auth.invalid'])
    expect(peers.asked).not.toContain('/moved/did.json')
  })

  it('that is right is believed', async () => {
    const { peer } = await stranger()
    expect((await space.ask(peer, `/catalog/datasets/${space.dataset.id}`)).status).toBe(200)
  })
})

describe('a wallet', () => {
  it('that shows what somebody else showed does not make a stranger a member', async () => {
    const { node, rival } = space
    const { peers } = node
    let shown: unknown
    // What the rival's wallet shows the plant, as a thief on the way would keep it.
    const theirs = `/participants/${rival.slug}/dcp/presentations/query`
    const { peer, wallet } = await stranger()
    await space.ask(rival, `/catalog/datasets/${space.dataset.id}`)
    const query = { '@context': ['https://w3id.org/dspace-dcp/v1.0/dcp.jsonld'] }
    const message = { ...query, type: 'PresentationQueryMessage', scope: scopes }
    peers.answer(wallet, async (response, request) => {
      const answer = await fetch(peers.url + theirs, {
        method: 'POST',
        headers: { authorization: request.headers.authorization ?? '' },
        body: JSON.stringify(message),
      })
      shown = await answer.json()
      response.writeHead(answer.status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(shown))
    })
    const [status, type] = await refusedAs(peer)
    expect([401, 403]).toContain(status)
    expect(type).toBe('CatalogError')
    expect(shown).toBeDefined()
  })

  it('that holds a credential about somebody else, or one that nobody trusted gave, shows no membership', async () => {
    const { node, rival } = space
    const { peer } = await stranger()
    peer.keep(await node.peers.vouchFor(rival.did))
    expect(await refusedAs(peer)).toEqual([403, 'CatalogError', 'auth.not-member'])
    const other = await stranger()
    other.peer.keep(await rival.sign({ vc: other.peer.did }))
    expect((await refusedAs(other.peer))[0]).toBe(403)
  })

  it.each([
    ['an empty presentation', { presentation: [] }],
    ['no presentation', {}],
    ['ten thousand presentations', { presentation: Array(10_000).fill('a.b.c') }],
    ['presentations that are none', { presentation: [{}, 1, null, 'a.b.c'] }],
  ])('that answers with %s shows none', async (_name, answer) => {
    const { peer, wallet } = await stranger()
    const told = { '@context': [], type: 'PresentationResponseMessage', ...answer }
    space.node.peers.answer(wallet, 200, told as never)
    expect([401, 403]).toContain((await refusedAs(peer))[0])
  })

  it.each(['file:///etc/passwd', 'nonsense', 'http://127.0.0.1:1/', 7, [], null])(
    'at %j is none',
    async (serviceEndpoint) => {
      const { peer, document, place, wallet } = await stranger()
      const service = [{ ...document.service[0], serviceEndpoint }]
      space.node.peers.answer(place, 200, { ...document, service } as never)
      expect([401, 403]).toContain((await refusedAs(peer))[0])
      expect(space.node.peers.asked).not.toContain(wallet)
    },
  )
})

const scopes = ['org.eclipse.dspace.dcp.vc.type:MembershipCredential:read']
