import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dcpContext, membershipScope, parseScope } from './contexts.ts'
import { didDocumentSchema, serviceEndpoint } from './did-document.ts'
import { presentationQuerySchema, presentationResponseSchema } from './presentation.ts'
import { selfIssuedClaimsSchema } from './token-claims.ts'

const did = 'did:web:space.example:participants:jia'
const document = {
  id: did,
  verificationMethod: [
    {
      id: `${did}#k`,
      type: 'JsonWebKey2020',
      controller: did,
      publicKeyJwk: { kty: 'OKP', crv: 'Ed25519', x: 'abc' },
    },
  ],
  assertionMethod: [`${did}#k`],
  service: [{ id: `${did}#cs`, type: 'CredentialService', serviceEndpoint: 'https://a.example' }],
}

describe('DID documents', () => {
  it('read an absent relationship as one that grants nothing', () => {
    const parsed = didDocumentSchema.parse(document)
    expect(parsed.capabilityInvocation).toEqual([])
    expect(serviceEndpoint(parsed, 'CredentialService')).toBe('https://a.example')
    expect(serviceEndpoint(parsed, 'IssuerService')).toBeUndefined()
  })

  it('are refused with a private key inside', () => {
    const [method] = document.verificationMethod
    const leaking = { ...method, publicKeyJwk: { ...method!.publicKeyJwk, d: 'secret' } }
    expect(
      didDocumentSchema.safeParse({ ...document, verificationMethod: [leaking] }).success,
    ).toBe(false)
  })
})

describe('presentation messages', () => {
  const query = { '@context': [dcpContext], type: 'PresentationQueryMessage' }
  const isValid = (change: object) =>
    presentationQuerySchema.safeParse({ ...query, ...change }).success

  it('ask by scope or by definition, not by both and not by neither', () => {
    expect(isValid({ scope: [membershipScope] })).toBe(true)
    const definition = { id: 'x', input_descriptors: [{}] }
    expect(isValid({ presentationDefinition: definition })).toBe(true)
    expect(isValid({ presentationDefinition: {} })).toBe(false)
    expect(isValid({ presentationDefinition: null })).toBe(false)
    expect(isValid({ scope: ['a'], presentationDefinition: definition })).toBe(false)
    expect(isValid({})).toBe(false)
    expect(isValid({ scope: [] })).toBe(false)
    expect(isValid({ scope: null })).toBe(false)
    expect(isValid({ scope: ['a'], '@context': dcpContext })).toBe(false)
  })

  const examples = join(import.meta.dirname, '../../../../../shared/specs/dcp/presentation/example')
  const isHere = existsSync(examples)
  if (!isHere) process.stderr.write(`SKIPPED: the DCP examples are not at ${examples}\n`)

  it.skipIf(!isHere)('take the examples of the specification', () => {
    const example = (name: string) => JSON.parse(readFileSync(join(examples, name), 'utf8'))
    presentationQuerySchema.parse(example('presentation-query-message.json'))
    const withDefinition = example('presentation-query-message-w-presentation-definition.json')
    presentationQuerySchema.parse(withDefinition)
    const response = example('presentation-response-message.json')
    presentationResponseSchema.parse({ ...response, presentation: ['a.b.c'] })
  })
})

describe('scopes', () => {
  it('name a type or an id, with or without :read', () => {
    expect(parseScope(membershipScope)).toEqual({ kind: 'type', name: 'MembershipCredential' })
    const byId = 'org.eclipse.dspace.dcp.vc.id:urn:uuid:1'
    expect(parseScope(byId)).toEqual({ kind: 'id', name: 'urn:uuid:1' })
    expect(parseScope('org.eclipse.dspace.dcp.vc.type:')).toBeUndefined()
    expect(parseScope('everything')).toBeUndefined()
  })
})

describe('token claims', () => {
  const claims = { iss: did, sub: did, aud: did, jti: '1', iat: 1, exp: 2 }

  it('need issuer, subject, audience, id and times', () => {
    expect(selfIssuedClaimsSchema.safeParse(claims).success).toBe(true)
    for (const name of Object.keys(claims)) {
      const without = { ...claims, [name]: undefined }
      expect(selfIssuedClaimsSchema.safeParse(without).success).toBe(false)
    }
  })

  it.each(['iss', 'sub', 'aud', 'jti'] as const)('hold no control characters in %s', (name) => {
    for (const control of ['\u0000', '\n', '\r', '\u001b', '\u007f', '\u0085']) {
      for (const value of [`${claims[name]}${control}`, `${control}${claims[name]}`]) {
        expect(selfIssuedClaimsSchema.safeParse({ ...claims, [name]: value }).success).toBe(false)
      }
    }
  })
})
