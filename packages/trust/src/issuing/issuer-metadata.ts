import type { Did } from '@lianshu/kernel'
import { type CredentialObject, dcpContext, type IssuerMetadata } from '@lianshu/protocol/dcp'
import type { IssuableCredential } from './issuable-credential.ts'

/** Where the schema of a credential's subject is read, by its type. */
export type SchemaUrl = (type: string) => string

/** An issuable credential as metadata and offers describe it. */
export const describeCredential = (
  { id, type, profile, reason }: IssuableCredential,
  schemaUrl: SchemaUrl,
  offerReason: string = reason,
): CredentialObject => ({
  ...{ id, type: 'CredentialObject', credentialType: type, profile, offerReason },
  ...{ credentialSchema: schemaUrl(type), bindingMethods: ['did:web'] },
  // Nothing need be presented: the register decides.
  issuancePolicy: { id: 'admitted-members', input_descriptors: [] },
})

/** What an issuer gives, for everybody to read (DCP 1.0 section 6.7). */
export const issuerMetadata = (
  issuer: Did,
  given: readonly IssuableCredential[],
  schemaUrl: SchemaUrl,
): IssuerMetadata => ({
  ...{ '@context': [dcpContext], type: 'IssuerMetadata', issuer },
  credentialsSupported: given.map((one) => describeCredential(one, schemaUrl)),
})
