import { z } from 'zod'
import { didSchema } from './did-document.ts'
import { dcpContextSchema, jwtSchema, pidSchema } from './message-parts.ts'

/** A credential under way to its holder; `format` is the alias of its profile. */
export const credentialContainerSchema = z
  .object({
    credentialType: z.string().min(1).max(128),
    payload: jwtSchema,
    format: z.string().min(1).max(64),
  })
  .meta({ id: 'CredentialContainer' })

export type CredentialContainer = z.infer<typeof credentialContainerSchema>

/**
 * Brings the outcome of a credential request to the holder (DCP 1.0 section 6.5.1): all credentials of
 * the request in one message, or its rejection. The schema file of the specification leaves `holderPid`
 * and the match of status and credentials open; the text does not.
 */
export const credentialMessageSchema = z
  .object({
    '@context': dcpContextSchema,
    type: z.literal('CredentialMessage'),
    issuerPid: pidSchema,
    holderPid: pidSchema,
    status: z.enum(['ISSUED', 'REJECTED']),
    credentials: z.array(credentialContainerSchema).max(32).default([]),
    rejectionReason: z.string().max(2000).optional(),
  })
  .refine(({ status, credentials }) => (status === 'ISSUED') === credentials.length > 0, {
    path: ['credentials'],
    error: 'come with status ISSUED, and only then',
  })
  .meta({ id: 'CredentialMessage' })

export type CredentialMessage = z.infer<typeof credentialMessageSchema>

/** A credential that is offered: in full, or sparse with the id alone, which the issuer's metadata explain. */
export const offeredCredentialSchema = z
  .object({
    id: pidSchema,
    type: z.literal('CredentialObject').optional(),
    credentialType: z.string().min(1).max(128).optional(),
    offerReason: z.string().max(256).optional(),
    profile: z.string().max(64).optional(),
  })
  .meta({ id: 'OfferedCredential' })

export type OfferedCredential = z.infer<typeof offeredCredentialSchema>

/** Tells a holder which credentials it may ask for (DCP 1.0 section 6.6.1). */
export const credentialOfferMessageSchema = z
  .object({
    '@context': dcpContextSchema,
    type: z.literal('CredentialOfferMessage'),
    issuer: didSchema,
    credentials: z.array(offeredCredentialSchema).min(1).max(32),
  })
  .meta({ id: 'CredentialOfferMessage' })

export type CredentialOfferMessage = z.infer<typeof credentialOfferMessageSchema>
