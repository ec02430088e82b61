import { type Did, mintUrn, unwrap, utf8 } from '@lianshu/kernel'
import type { CredentialProfile } from '@lianshu/protocol/dcp'
import { exportJWK, generateKeyPair } from 'jose'
import { beforeEach, describe, expect, it } from 'vitest'
import { signCredential } from '../credentials/sign-credential.ts'
import {
  activeKey,
  type ParticipantKeys,
  rotateKeys,
  type SigningKey,
} from '../keys/participant-keys.ts'
import { signBytes } from '../sign/sign-json.ts'
import { fakeSpace } from '../testing/fake-space.ts'
import { issueSelfIssuedToken } from '../tokens/issue-token.ts'
import { parseObject } from '../verify/jws.ts'
import { buildPresentations, presentationJwtTypes } from './build-presentations.ts'
import { verifyPresentation } from './verify-presentation.ts'

let space: Awaited<ReturnType<typeof fakeSpace>>
let holder: ParticipantKeys
let verifier: ParticipantKeys
beforeEach(async () => {
  space = await fakeSpace('holder', 'verifier')
  ;[holder, verifier] = space.members as [ParticipantKeys, ParticipantKeys]
})

/** A credential that the verifier issued; what presentations carry is verified elsewhere. */
const credentialOf = async (profile: CredentialProfile) => {
  const validFrom = space.clock.now()
  const content = {
    ...{ id: mintUrn(space.random), type: 'TestCredential', subject: { id: holder.did } },
    ...{ validFrom, validUntil: new Date(validFrom.getTime() + 3_600_000) },
  }
  return { jwt: await signCredential({ keys: verifier }, content, profile), profile }
}
const vc20 = 'vc20-bssl/jwt'
const vc11 = 'vc11-sl2021/jwt'

async function present(keys = holder, profile: CredentialProfile = vc20) {
  const credentials = [await credentialOf(profile)]
  const made = await buildPresentations({ ...space, keys }, { credentials, audience: verifier.did })
  return made[0]!
}
const check = (jwt: string) =>
  verifyPresentation(space, jwt, { holder: holder.did, audience: verifier.did })

/** The presentation with other claims, signed again. */
async function signed(
  claims: object,
  by: SigningKey = activeKey(holder),
  profile: CredentialProfile = vc20,
) {
  const payload = parseObject((await present(holder, profile)).split('.')[1]!)
  const bytes = utf8(JSON.stringify({ ...payload, ...claims }))
  return signBytes(by, presentationJwtTypes[profile], bytes)
}

async function expectRefused(jwt: string, message: RegExp) {
  const result = await check(jwt)
  expect(result).toMatchObject({ ok: false, error: { code: 'auth.invalid' } })
  expect(result.ok || result.error.message).toMatch(message)
}

describe('verifyPresentation', () => {
  it.each([vc20, vc11] as const)('takes what it was given out again: %s', async (profile) => {
    const credential = await credentialOf(profile)
    const deps = { ...space, keys: holder }
    const [jwt] = await buildPresentations(deps, {
      ...{ credentials: [credential], audience: verifier.did },
    })
    const presentation = unwrap(await check(jwt!))
    expect(presentation).toMatchObject({ profile, credentials: [credential.jwt] })
  })

  it('accepts what the holder signed, with Ed25519 or P-256', async () => {
    expect((await check(await present())).ok).toBe(true)
    const pair = await generateKeyPair('ES256', { extractable: true })
    const { kty, crv, x, y } = await exportJWK(pair.publicKey)
    const kid = `${holder.did}#p256`
    const publicKeyJwk = { kty, crv, x, y }
    const method = { id: kid, type: 'JsonWebKey', controller: holder.did, publicKeyJwk }
    const document = space.document(holder)
    space.publish(holder.did, {
      ...document,
      verificationMethod: [...document.verificationMethod, method],
      authentication: [kid],
    })
    const key = { kid, algorithm: 'ES256', privateJwk: await exportJWK(pair.privateKey) }
    expect((await check(await signed({}, key as unknown as SigningKey))).ok).toBe(true)
    await expectRefused(await present(), /authentication/)
  })

  it('refuses a foreign signature, and a key of the holder that kid does not name', async () => {
    const borrowed = { ...activeKey(verifier), kid: activeKey(holder).kid }
    await expectRefused(await signed({}, borrowed), /signature/)
    await expectRefused(await signed({}, activeKey(verifier)), /not signed by its issuer/)
    const next = await rotateKeys(holder, space.clock)
    const document = space.document(next)
    // Both keys may authenticate: the one that signed must still be the one that is named.
    const both = document.verificationMethod.map(({ id }) => id)
    space.publish(holder.did, { ...document, authentication: both })
    expect((await check(await signed({}, activeKey(next)))).ok).toBe(true)
    const swapped = { ...activeKey(next), kid: activeKey(holder).kid }
    await expectRefused(await signed({}, swapped), /signature/)
  })

  it('finds a key that came by rotation, and refuses the retired one after a while', async () => {
    expect((await check(await present())).ok).toBe(true)
    const next = await rotateKeys(holder, space.clock)
    space.publish(holder.did, space.document(next))
    expect((await check(await present(next))).ok).toBe(true)
    expect((await check(await present())).ok).toBe(true)
    space.clock.advance(10 * 60_000)
    space.publish(holder.did, space.document(next))
    await expectRefused(await present(), /authentication/)
  })

  it('refuses claims around a nested JWT that the holder once signed', async () => {
    const token = await issueSelfIssuedToken({ ...space, keys: holder }, { audience: verifier.did })
    const payload = parseObject((await present()).split('.')[1]!)
    for (const cty of ['JWT', 'jwt', ['JWT'], { toString: 1 }]) {
      const { kid } = activeKey(holder)
      const header = { alg: 'EdDSA', kid, typ: 'vp+jwt', cty }
      const parts = [header, { ...payload, jwt: token }].map((part) =>
        Buffer.from(JSON.stringify(part)).toString('base64url'),
      )
      await expectRefused(`${parts.join('.')}.${token.split('.')[2]}`, /nested/)
    }
  })

  it('accepts a VCDM 1.1 presentation that names its holder in sub alone, as other makes do', async () => {
    const { jwt } = await credentialOf(vc11)
    const vp = { type: 'VerifiablePresentation', verifiableCredential: [jwt] }
    const claims = { sub: holder.did, vp }
    expect((await check(await signed(claims, activeKey(holder), vc11))).ok).toBe(true)
    const stranger = { ...claims, sub: verifier.did }
    await expectRefused(await signed(stranger, activeKey(holder), vc11), /sub/)
  })

  it('refuses a credential of another profile among its own', async () => {
    const { jwt } = await credentialOf(vc20)
    const vp = { type: ['VerifiablePresentation'], verifiableCredential: [jwt] }
    await expectRefused(await signed({ vp }, activeKey(holder), vc11), /not vc11/)
    const other = await credentialOf(vc11)
    const enveloped = {
      type: 'EnvelopedVerifiableCredential',
      id: `data:application/vc+jwt,${other.jwt}`,
    }
    await expectRefused(await signed({ verifiableCredential: [enveloped] }), /not vc20/)
  })

  it('refuses other holders, audiences, times and types', async () => {
    const now = Math.floor(space.clock.now().getTime() / 1000)
    await expectRefused(await signed({ aud: 'did:web:other' }), /audience/)
    await expectRefused(await signed({ iss: verifier.did as Did }), /must be the iss/)
    await expectRefused(await signed({ holder: verifier.did as Did }), /must be the iss/)
    await expectRefused(await signed({ iat: now + 60, exp: now + 90 }), /time/)
    await expectRefused(await signed({ exp: now - 60 }), /time/)
    await expectRefused(await signed({ nbf: now + 60 }), /time/)
    const bytes = utf8(JSON.stringify(parseObject((await present()).split('.')[1]!)))
    await expectRefused(await signBytes(activeKey(holder), 'JWT', bytes), /typ/)
  })

  it('resolves no DID for garbage', async () => {
    await check(await signed({ aud: 'did:web:other' }))
    expect(space.fetched).toHaveLength(0)
  })
})
