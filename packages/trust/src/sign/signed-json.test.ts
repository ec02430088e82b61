import { canonicalJson, toBase64Url, unwrap, utf8 } from '@lianshu/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { activeKey, type ParticipantKeys } from '../keys/participant-keys.ts'
import { fakeSpace } from '../testing/fake-space.ts'
import { signBytes, signDetachedJson, signJson } from './sign-json.ts'
import { verifyDetachedJson, verifyJson } from './verify-json.ts'

const { resolver, members, document, publish } = await fakeSpace('owner', 'other')
const [owner, other] = members as [ParticipantKeys, ParticipantKeys]
const key = activeKey(owner)

describe('signed JSON', () => {
  it('gives every value back, with its signer', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 3 }), async (value) => {
        if (!canonicalJson(value).isWellFormed()) return
        const verified = unwrap(await verifyJson(resolver, await signJson(key, value)))
        expect(canonicalJson(verified.value)).toBe(canonicalJson(value))
        expect(verified.signer).toBe(owner.did)
      }),
      { numRuns: 40 },
    )
  })

  it('verifies a detached signature whatever the order of keys, and for no other value', async () => {
    const jws = await signDetachedJson(key, { a: 1, b: [true, null] })
    expect(jws.split('.')[1]).toBe('')
    expect((await verifyDetachedJson(resolver, jws, { b: [true, null], a: 1 })).ok).toBe(true)
    expect((await verifyDetachedJson(resolver, jws, { a: 2, b: [true, null] })).ok).toBe(false)
    expect((await verifyDetachedJson(resolver, await signJson(key, 1), 1)).ok).toBe(false)
  })

  it('refuses a value other than the expected one', async () => {
    const jws = await signJson(key, { fen: 100 })
    expect((await verifyJson(resolver, jws, { fen: 100 })).ok).toBe(true)
    expect((await verifyJson(resolver, jws, { fen: 101 })).ok).toBe(false)
  })

  it('refuses a changed payload, a borrowed kid, a token and a second spelling', async () => {
    const [header, , signature] = (await signJson(key, { fen: 100 })).split('.')
    const changed = `${header}.${toBase64Url(utf8('{"fen":999}'))}.${signature}`
    expect((await verifyJson(resolver, changed)).ok).toBe(false)
    const borrowed = { ...activeKey(other), kid: key.kid }
    expect((await verifyJson(resolver, await signJson(borrowed, 1))).ok).toBe(false)
    expect((await verifyJson(resolver, await signBytes(key, 'JWT', utf8('1')))).ok).toBe(false)
    const spaced = await signBytes(key, 'lianshu+json', utf8('{ "fen": 100 }'))
    expect((await verifyJson(resolver, spaced)).ok).toBe(false)
  })

  it('refuses a key that is not under assertionMethod', async () => {
    const jws = await signJson(activeKey(other), 1)
    publish(other.did, { ...document(other), assertionMethod: [] })
    expect((await verifyJson(resolver, jws)).ok).toBe(false)
  })
})
