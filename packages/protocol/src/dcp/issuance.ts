import { z } from 'zod'
import { didSchema } from './did-document.ts'
import { dcpContextSchema, pidSchema } from './message-parts.ts'

const shortText = z.string().min(1).max(512)

/**
 * A credential that an issuer gives, described in full as its metadata must (DCP 1.0 sections 6.6.1 and
 * 6.7); an offer may say less (delivery.ts).
 */
export const credentialObjectSchema = z
  .object({
    id: pidSchema,
    type: z.literal('CredentialObject'),
    credentialType: shortText,
    credentialSchema: shortText,
    /** Why it is offered, e.g. `reissue`. */
    offerReason: shortText,
    bindingMethods: z.array(shortText).max(16),
    /** How it is written and revoked, e.g. `vc20-bssl/jwt`. */
    profile: shortText,
    /** A presentation definition: what the holder must show to be given it. */
    issuancePolicy: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'CredentialObject' })

export type CredentialObject = z.infer<typeof credentialObjectSchema>

/** Asks an issuer for credentials by the ids in its metadata (DCP 1.0 section 6.4.1). */
export const credentialRequestSchema = z
  .object({
    '@context': dcpContextSchema,
    type: z.literal('CredentialRequestMessage'),
    /** The holder's own name for this request; every message about it carries it. */
    holderPid: pidSchema,
    credentials: z
      .array(z.object({ id: pidSchema }))
      .min(1)
      .max(16),
  })
  .meta({ id: 'CredentialRequestMessage' })

export type CredentialRequest = z.infer<typeof credentialRequestSchema>

/** Where a request stands (DCP 1.0 section 6.8). */
export const credentialStatusSchema = z
  .object({
    '@context': dcpContextSchema,
    type: z.literal('CredentialStatus'),
    /** The issuer's name for the request. */
    issuerPid: pidSchema,
    holderPid: pidSchema,
    status: z.enum(['RECEIVED', 'REJECTED', 'ISSUED']),
  })
  .meta({ id: 'CredentialStatus' })

export type CredentialStatus = z.infer<typeof credentialStatusSchema>

/** What an issuer gives, and how (DCP 1.0 section 6.7). Here every field of a credential is there. */
export const issuerMetadataSchema = z
  .object({
    '@context': dcpContextSchema,
    type: z.literal('IssuerMetadata'),
    issuer: didSchema,
    credentialsSupported: z.array(credentialObjectSchema).max(256),
  })
  .meta({ id: 'IssuerMetadata' })

export type IssuerMetadata = z.infer<typeof issuerMetadataSchema>
