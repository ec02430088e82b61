export {
  credentialsContext,
  credentialsV1Context,
  dcpContext,
  didContext,
  jwkContext,
  membershipContext,
  membershipScope,
  membershipType,
  type ParsedScope,
  parseScope,
  scopeOfType,
} from './contexts.ts'
export type { Credential, CredentialContent } from './credential.ts'
export {
  type CredentialContainer,
  type CredentialMessage,
  type CredentialOfferMessage,
  credentialContainerSchema,
  credentialMessageSchema,
  credentialOfferMessageSchema,
  type OfferedCredential,
  offeredCredentialSchema,
} from './delivery.ts'
export {
  type DidDocument,
  didDocumentSchema,
  didSchema,
  didServiceSchema,
  type KeyPurpose,
  type PublicJwk,
  publicJwkSchema,
  serviceEndpoint,
  type VerificationMethod,
  verificationMethodSchema,
} from './did-document.ts'
export {
  type CredentialObject,
  type CredentialRequest,
  type CredentialStatus,
  credentialObjectSchema,
  credentialRequestSchema,
  credentialStatusSchema,
  type IssuerMetadata,
  issuerMetadataSchema,
} from './issuance.ts'
export {
  type MemberRole,
  type MembershipSubject,
  memberRoleSchema,
  membershipSubjectSchema,
} from './membership-credential.ts'
export { dcpContextSchema, jwtSchema, pidSchema } from './message-parts.ts'
export {
  type OrganizationNumber,
  organizationContext,
  organizationNumberSchema,
  organizationSchemeSchema,
  organizationSubjectSchema,
  organizationType,
} from './organization-credential.ts'
export {
  type PresentationQuery,
  type PresentationResponse,
  presentationQuerySchema,
  presentationResponseSchema,
} from './presentation.ts'
export {
  type CredentialProfile,
  credentialProfiles,
  defaultProfile,
  profileOfFormat,
} from './profiles.ts'
export { type ReadCredential, readCredential, renderCredential } from './read-credential.ts'
export { type SelfIssuedClaims, selfIssuedClaimsSchema } from './token-claims.ts'
export {
  type Presentation,
  readPresentation,
  renderPresentation,
} from './verifiable-presentation.ts'
export { withoutNulls } from './without-nulls.ts'
