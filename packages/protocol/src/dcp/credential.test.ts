import type { Did } from '@lianshu/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { credentialsContext, credentialsV1Context } from './contexts.ts'
import { credentialProfiles, profileOfFormat } from './profiles.ts'
import { readCredential, renderCredential } from './read-credential.ts'

const issuer = 'did:web:issuer.example' as Did
const holder = 'did:web:holder.example' as Did
const content = {
  ...{ id: 'urn:uuid:1', type: 'MembershipCredential', issuer },
  subject: { id: holder, name: '甲厂' },
  validFrom: new Date('2026-01-01T00:00:00.500Z'),
  validUntil: new Date('2027-01-01T00:00:00Z'),
}

describe('both profiles', () => {
  it.each(credentialProfiles)('read what they wrote: %s', (profile) => {
    const time = fc
      .integer({ min: 0, max: 4_000_000_000 })
      .map((seconds) => new Date(seconds * 1000))
    const statuses = [{ type: 'BitstringStatusListEntry', statusListIndex: '7' }]
    const schema = { id: 'https://issuer.example/schema.json', type: 'JsonSchema' }
    fc.assert(
      fc.property(time, time, fc.string({ minLength: 1, maxLength: 60 }), (from, until, name) => {
        const said = {
          ...{ ...content, validFrom: from, validUntil: until, statuses, schema },
          subject: { id: holder, name },
        }
        const read = readCredential(JSON.parse(JSON.stringify(renderCredential(said, profile))))
        expect(read).toMatchObject({
          ok: true,
          value: {
            ...{ profile, id: content.id, issuer, subject: { id: holder, name }, statuses },
            types: ['VerifiableCredential', content.type],
            validFrom: from.toISOString(),
            validUntil: until.toISOString(),
            schemas: [schema],
          },
        })
      }),
      { numRuns: 50 },
    )
  })
})

describe('VCDM 2.0', () => {
  const payload = renderCredential(content, 'vc20-bssl/jwt')
  const isValid = (change: object) => readCredential({ ...payload, ...change }).ok

  it('has its own context first, its type, a DID as issuer and one subject with an id', () => {
    expect(isValid({})).toBe(true)
    expect(isValid({ '@context': [credentialsV1Context] })).toBe(false)
    expect(isValid({ type: ['MembershipCredential'] })).toBe(false)
    expect(isValid({ issuer: 'https://issuer.example' })).toBe(false)
    expect(isValid({ issuer: { id: issuer, name: '运营方' } })).toBe(true)
    expect(isValid({ credentialSubject: { name: 'nobody' } })).toBe(false)
    expect(isValid({ credentialSubject: [{ id: holder }] })).toBe(true)
    expect(isValid({ credentialSubject: [{ id: holder }, { id: issuer }] })).toBe(false)
    expect(isValid({ credentialStatus: [{ statusListIndex: '1' }] })).toBe(false)
  })

  it('reads a member that is null as absent, as JSON-LD does', () => {
    const read = readCredential({ ...payload, validUntil: null, credentialStatus: null })
    expect(read).toMatchObject({ ok: true, value: { validUntil: undefined, statuses: [] } })
    expect(isValid({ credentialSubject: null })).toBe(false)
  })

  it('takes the narrower of its own times and those of the JWT', () => {
    const exp = Date.parse('2026-06-01T00:00:00Z') / 1000
    const read = readCredential({ ...payload, exp })
    expect(read).toMatchObject({ value: { validUntil: '2026-06-01T00:00:00.000Z' } })
    const open = readCredential({ ...payload, validUntil: undefined, validFrom: undefined })
    expect(open).toMatchObject({ ok: true, value: { validFrom: undefined, validUntil: undefined } })
  })
})

describe('VCDM 1.1', () => {
  const payload = renderCredential(content, 'vc11-sl2021/jwt')
  const vc = payload.vc as object
  const read = (change: object, vcChange: object = {}) =>
    readCredential({ ...payload, vc: { ...vc, ...vcChange }, ...change })

  it('has claims that say what the credential says', () => {
    expect(read({}).ok).toBe(true)
    expect(read({ iss: holder }).ok).toBe(false)
    expect(read({ sub: issuer }).ok).toBe(false)
    expect(read({ sub: undefined }).ok).toBe(true)
    expect(read({}, { '@context': [credentialsContext] }).ok).toBe(false)
    expect(read({}, { type: ['MembershipCredential'] }).ok).toBe(false)
  })

  it('takes its id from jti when it has none of its own', () => {
    expect(read({ jti: 'urn:uuid:2' })).toMatchObject({ value: { id: 'urn:uuid:1' } })
    expect(read({ jti: 'urn:uuid:2' }, { id: undefined })).toMatchObject({
      value: { id: 'urn:uuid:2' },
    })
    expect(read({ jti: undefined }, { id: undefined }).ok).toBe(false)
  })

  it('ends with the earlier of exp and expirationDate, and begins with the later start', () => {
    expect(read({ exp: 1_770_000_000 })).toMatchObject({
      value: { validFrom: '2026-01-01T00:00:00.500Z', validUntil: '2026-02-02T02:40:00.000Z' },
    })
    const late = { nbf: 1_770_000_000 }
    expect(read(late)).toMatchObject({ value: { validFrom: '2026-02-02T02:40:00.000Z' } })
  })
})

it('knows profiles by their aliases and by what Eclipse components called them before', () => {
  for (const profile of credentialProfiles) expect(profileOfFormat(profile)).toBe(profile)
  expect(profileOfFormat('VC1_0_JWT')).toBe('vc11-sl2021/jwt')
  for (const unknown of ['ldp_vc', '', 'toString', '__proto__', 'VC20-BSSL/JWT']) {
    expect(profileOfFormat(unknown)).toBeUndefined()
  }
})
