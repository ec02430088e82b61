import { type Did, utf8 } from '@lianshu/kernel'
import type { DidDocument, PublicJwk } from '@lianshu/protocol/dcp'
import { CompactSign, exportJWK, generateKeyPair } from 'jose'
import { beforeEach, describe, expect, it } from 'vitest'
import { activeKey, type ParticipantKeys, rotateKeys } from '../keys/participant-keys.ts'
import { fakeSpace } from '../testing/fake-space.ts'
import { verifySelfIssuedToken } from './verify-token.ts'

let space: Awaited<ReturnType<typeof fakeSpace>>
let sender: ParticipantKeys
let receiver: ParticipantKeys
beforeEach(async () => {
  space = await fakeSpace('sender', 'receiver')
  ;[sender, receiver] = space.members as [ParticipantKeys, ParticipantKeys]
})

type SigningPair = Parameters<CompactSign['sign']>[0]
let serial = 0

/** A good token of the sender, with a header of the test's choice. */
async function token(header: { alg: string; kid?: string }, key: SigningPair, claims: object = {}) {
  const now = Math.floor(space.clock.now().getTime() / 1000)
  const { did } = sender
  const good = { iss: did, sub: did, aud: receiver.did, iat: now, exp: now + 60 }
  const payload = { ...good, jti: `token-${serial++}`, ...claims }
  return new CompactSign(utf8(JSON.stringify(payload)))
    .setProtectedHeader({ typ: 'JWT', ...header })
    .sign(key)
}
const verify = (text: string) =>
  verifySelfIssuedToken(space, { token: text, audience: receiver.did })
const refused = (message: RegExp) => ({
  ok: false,
  error: { code: 'auth.invalid', message: expect.stringMatching(message) },
})

/** Publishes another document of the sender. */
const publish = (change: (document: DidDocument) => object) =>
  space.publish(sender.did, { ...space.document(sender), ...change(space.document(sender)) })

describe('a token without kid', () => {
  it('is accepted when its sender has exactly one verification method', async () => {
    const text = await token({ alg: 'EdDSA' }, activeKey(sender).privateJwk)
    expect(await verify(text)).toMatchObject({ ok: true, value: { issuer: sender.did } })
  })

  it('is refused when there are two, listed or embedded, or none', async () => {
    const text = () => token({ alg: 'EdDSA' }, activeKey(sender).privateJwk)
    const [method] = space.document(sender).verificationMethod
    const second = { ...method!, id: `${sender.did}#second` }
    publish(({ verificationMethod }) => ({ verificationMethod: [...verificationMethod, second] }))
    expect(await verify(await text())).toMatchObject(refused(/2 verification methods/))
    space.clock.advance(3_600_000)
    publish(() => ({ authentication: [second] }))
    expect(await verify(await text())).toMatchObject(refused(/2 verification methods/))
    space.clock.advance(3_600_000)
    publish(() => ({ verificationMethod: [] }))
    expect(await verify(await text())).toMatchObject(refused(/0 verification methods/))
  })

  it('is refused when the only method may not invoke, or signed something else', async () => {
    const other = await token({ alg: 'EdDSA' }, activeKey(receiver).privateJwk)
    expect(await verify(other)).toMatchObject(refused(/does not match/))
    publish(() => ({ capabilityInvocation: [] }))
    space.clock.advance(3_600_000)
    const text = await token({ alg: 'EdDSA' }, activeKey(sender).privateJwk)
    expect(await verify(text)).toMatchObject(refused(/capabilityInvocation/))
  })
})

describe('keys of tokens', () => {
  it('must be methods of the document: a missing one and a DID that nobody resolves are refused', async () => {
    const key = activeKey(sender).privateJwk
    const missing = await token({ alg: 'EdDSA', kid: `${sender.did}#missing` }, key)
    expect(await verify(missing)).toMatchObject(refused(/lists no key/))
    const nobody = 'did:web:nowhere.example' as Did
    const claims = { iss: nobody, sub: nobody }
    const unknown = await token({ alg: 'EdDSA', kid: `${nobody}#k` }, key, claims)
    expect(await verify(unknown)).toMatchObject(refused(/nowhere/))
  })

  it('may be P-256 after a rotation', async () => {
    sender = await rotateKeys(sender, space.clock, { algorithm: 'ES256' })
    publish(() => ({}))
    const { kid, privateJwk } = activeKey(sender)
    expect((await verify(await token({ alg: 'ES256', kid }, privateJwk))).ok).toBe(true)
  })

  it.each(['RS256', 'PS256'] as const)('may be RSA, with %s', async (alg) => {
    const pair = await generateKeyPair(alg, { extractable: true })
    const publicKeyJwk = (await exportJWK(pair.publicKey)) as PublicJwk
    const kid = `${sender.did}#rsa`
    const method = { id: kid, type: 'JsonWebKey2020', controller: sender.did, publicKeyJwk }
    publish(() => ({ verificationMethod: [method], capabilityInvocation: [kid] }))
    const good = await token({ alg, kid }, pair.privateKey)
    expect((await verify(good)).ok).toBe(true)
    const borrowed = await token({ alg: 'EdDSA', kid }, activeKey(sender).privateJwk)
    expect(await verify(borrowed)).toMatchObject(refused(/cannot make EdDSA/))
  })
})

describe('what is no token', () => {
  it.each(['vp', 'vc'])(
    'is refused though it is signed like one: a JWT with a %s claim',
    async (name) => {
      const { kid, privateJwk } = activeKey(sender)
      const text = await token({ alg: 'EdDSA', kid }, privateJwk, { [name]: {} })
      expect(await verify(text)).toMatchObject(refused(/no token/))
    },
  )
})
