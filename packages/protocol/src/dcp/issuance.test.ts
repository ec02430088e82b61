import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dcpContext } from './contexts.ts'
import {
  credentialObjectSchema,
  credentialRequestSchema,
  credentialStatusSchema,
  issuerMetadataSchema,
} from './issuance.ts'

const request = {
  ...{ '@context': [dcpContext], type: 'CredentialRequestMessage', holderPid: 'h' },
  credentials: [{ id: 'a' }],
}
const object = {
  ...{ id: 'a', type: 'CredentialObject', credentialType: 'A', profile: 'vc20-bssl/jwt' },
  ...{
    credentialSchema: 'https://a.example/schema',
    offerReason: 'x',
    bindingMethods: ['did:web'],
  },
}
const metadata = {
  ...{ '@context': [dcpContext], type: 'IssuerMetadata', issuer: 'did:web:space.example' },
  credentialsSupported: [object],
}

describe('a credential request', () => {
  const isValid = (change: object) =>
    credentialRequestSchema.safeParse({ ...request, ...change }).success

  it('names the holder’s own id and at least one credential by id', () => {
    expect(isValid({})).toBe(true)
    for (const change of [
      { holderPid: undefined },
      { holderPid: '' },
      { holderPid: 'a\u0000b' },
      { holderPid: 5 },
      { credentials: [] },
      { credentials: ['a'] },
      { credentials: [{ credentialType: 'A' }] },
      { credentials: Array.from({ length: 17 }, () => ({ id: 'a' })) },
      { type: 'CredentialMessage' },
      { '@context': dcpContext },
      { '@context': ['https://elsewhere.example/context'] },
    ]) {
      expect([change, isValid(change)]).toEqual([change, false])
    }
  })
})

describe('issuer metadata', () => {
  it('describe every credential in full', () => {
    expect(issuerMetadataSchema.safeParse(metadata).success).toBe(true)
    for (const name of Object.keys(object)) {
      const partial = { ...object, [name]: undefined }
      const told = { ...metadata, credentialsSupported: [partial] }
      expect([name, issuerMetadataSchema.safeParse(told).success]).toEqual([name, false])
    }
  })
})

describe('the examples of the specification', () => {
  const folder = join(import.meta.dirname, '../../../../../shared/specs/dcp/issuance/example')
  const isHere = existsSync(folder)
  if (!isHere) process.stderr.write(`SKIPPED: the DCP examples are not at ${folder}\n`)

  it.skipIf(!isHere)('are taken', () => {
    const example = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'))
    credentialRequestSchema.parse(example('credential-request-message.json'))
    credentialStatusSchema.parse(example('credential-status.json'))
    credentialObjectSchema.parse(example('credential-object.json'))
    issuerMetadataSchema.parse(example('issuer-metadata.json'))
  })
})
