import { createHmac } from 'node:crypto'
import { type Did, toBase64Url, utf8 } from '@lianshu/kernel'
import { verifyJWT } from 'did-jwt'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { activeKey, type ParticipantKeys, rotateKeys } from '../keys/participant-keys.ts'
import { signBytes } from '../sign/sign-json.ts'
import { fakeSpace } from '../testing/fake-space.ts'
import { issueSelfIssuedToken } from './issue-token.ts'
import { verifySelfIssuedToken } from './verify-token.ts'

let space: Awaited<ReturnType<typeof fakeSpace>>
let sender: ParticipantKeys
let receiver: ParticipantKeys
let stranger: ParticipantKeys

beforeEach(async () => {
  space = await fakeSpace('sender', 'receiver', 'stranger')
  ;[sender, receiver, stranger] = space.members as [
    ParticipantKeys,
    ParticipantKeys,
    ParticipantKeys,
  ]
})

const issue = () => issueSelfIssuedToken({ ...space, keys: sender }, { audience: receiver.did })
const verify = (token: string, audience: Did = receiver.did) =>
  verifySelfIssuedToken(space, { token, audience })

/** A token that is signed by the sender's key but says something else. */
async function forge(claims: Record<string, unknown>, typ = 'JWT') {
  const now = Math.floor(space.clock.now().getTime() / 1000)
  const { did } = sender
  const good = { iss: did, sub: did, aud: receiver.did, jti: 'token-1', iat: now, exp: now + 60 }
  return signBytes(activeKey(sender), typ, utf8(JSON.stringify({ ...good, ...claims })))
}

async function expectRefused(token: string, message: RegExp) {
  const result = await verify(token)
  expect(result).toMatchObject({ ok: false, error: { code: 'auth.invalid' } })
  expect(result.ok || result.error.message).toMatch(message)
}

describe('verifySelfIssuedToken', () => {
  it('accepts a token once', async () => {
    const token = await issue()
    expect(await verify(token)).toMatchObject({ ok: true, value: { issuer: sender.did } })
    expect(await verify(token)).toMatchObject({ ok: false, error: { code: 'auth.replayed' } })
  })

  it('issues tokens that did-jwt accepts under capabilityInvocation', async () => {
    const didDocument = space.document(sender)
    const resolution = { didResolutionMetadata: {}, didDocument, didDocumentMetadata: {} }
    const verified = await verifyJWT(await issue(), {
      resolver: { resolve: async () => resolution as never },
      audience: receiver.did,
      proofPurpose: 'capabilityInvocation',
      policies: { now: space.clock.now().getTime() / 1000 },
    })
    expect(verified.issuer).toBe(sender.did)
  })

  it('refuses a token for somebody else, even a list that names us', async () => {
    await expectRefused(await forge({ aud: stranger.did }), /audience/)
    await expectRefused(await forge({ aud: [receiver.did] }), /aud/)
  })

  it('refuses claims of another issuer under the own key', async () => {
    await expectRefused(await forge({ iss: stranger.did, sub: stranger.did }), /kid/)
    await expectRefused(await forge({ sub: stranger.did }), /same DID/)
  })

  it('refuses a kid that names the key of another DID', async () => {
    const borrowed = { ...activeKey(sender), kid: activeKey(stranger).kid }
    const [, payload] = (await forge({})).split('.')
    const claims = Buffer.from(payload!, 'base64url')
    await expectRefused(await signBytes(borrowed, 'JWT', new Uint8Array(claims)), /kid/)
  })

  it('refuses tokens of the future, of the past, and of too long a life', async () => {
    const now = Math.floor(space.clock.now().getTime() / 1000)
    await expectRefused(await forge({ iat: now + 60, exp: now + 120 }), /future/)
    await expectRefused(await forge({ nbf: now + 60 }), /nbf/)
    await expectRefused(await forge({ iat: now - 120, exp: now - 60 }), /expired/)
    await expectRefused(await forge({ exp: now + 3600 }), /lives/)
    await expectRefused(await forge({ exp: undefined }), /exp/)
    const token = await issue()
    space.clock.advance(180_000)
    await expectRefused(token, /expired/)
  })

  it('refuses a key that is not listed under capabilityInvocation', async () => {
    space.publish(sender.did, { ...space.document(sender), capabilityInvocation: [] })
    await expectRefused(await issue(), /capabilityInvocation/)
  })

  it('refuses alg none, and a public key used as an HMAC secret', async () => {
    const [, payload] = (await forge({})).split('.')
    const { kid, publicJwk } = activeKey(sender)
    const header = (alg: string) => toBase64Url(utf8(JSON.stringify({ alg, kid, typ: 'JWT' })))
    await expectRefused(`${header('none')}.${payload}.`, /one of EdDSA, ES256/)
    const input = `${header('HS256')}.${payload}`
    const mac = createHmac('sha256', Buffer.from(publicJwk.x!, 'base64url')).update(input)
    await expectRefused(`${input}.${mac.digest('base64url')}`, /one of EdDSA, ES256/)
    const [, , signature] = (await forge({})).split('.')
    await expectRefused(`${header('ES256')}.${payload}.${signature}`, /cannot make ES256/)
  })

  it('refuses signed JSON and credentials of the same key', async () => {
    await expectRefused(await forge({}, 'vc+jwt'), /typ/)
  })

  it('does not let a forged token use up the id of a real one', async () => {
    const token = await issue()
    const forged = `${token.slice(0, -6)}AAAAAA`
    await expectRefused(forged, /signature/)
    expect((await verify(token)).ok).toBe(true)
  })

  it('refuses every token in which one character is changed', async () => {
    const token = await issue()
    await fc.assert(
      fc.asyncProperty(
        fc.nat(token.length - 1),
        fc.constantFrom('A', 'b', '7', '.'),
        async (at, by) => {
          const changed = token.slice(0, at) + by + token.slice(at + 1)
          // The last character of a signature carries two bits that no decoder looks at.
          if (changed !== token && at !== token.length - 1)
            expect((await verify(changed)).ok).toBe(false)
        },
      ),
      { numRuns: 100 },
    )
  })

  it('finds the new key after a rotation, and refuses the old one after a while', async () => {
    expect((await verify(await issue())).ok).toBe(true)
    const old = sender
    sender = await rotateKeys(old, space.clock)
    space.publish(sender.did, space.document(sender))
    expect((await verify(await issue())).ok).toBe(true)
    const sentBefore = await issueSelfIssuedToken(
      { ...space, keys: old },
      { audience: receiver.did },
    )
    expect((await verify(sentBefore)).ok).toBe(true)
    space.clock.advance(10 * 60_000)
    space.publish(sender.did, space.document(sender))
    const late = await issueSelfIssuedToken({ ...space, keys: old }, { audience: receiver.did })
    await expectRefused(late, /capabilityInvocation/)
  })

  it('reads a document once, and once more only for an unknown kid', async () => {
    for (let round = 0; round < 5; round++) await verify(await issue())
    expect(space.fetched).toHaveLength(1)
    const ghost = { ...activeKey(sender), kid: `${sender.did}#ghost` }
    for (let round = 0; round < 5; round++) {
      const [, payload] = (await forge({ jti: `ghost-${round}` })).split('.')
      await verify(
        await signBytes(ghost, 'JWT', new Uint8Array(Buffer.from(payload!, 'base64url'))),
      )
    }
    expect(space.fetched).toHaveLength(2)
  })

  it('refuses a document that is about another DID', async () => {
    space.publish(sender.did, space.document(stranger))
    await expectRefused(await issue(), /not about/)
  })
})
