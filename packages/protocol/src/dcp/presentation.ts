import { z } from 'zod'
import { credentialsContext } from './contexts.ts'
import { didSchema } from './did-document.ts'
import { dcpContextSchema, jwtSchema } from './message-parts.ts'

/**
 * Asks a credential service for credentials (DCP 1.0 section 5.4.1). Exactly one of `scope` and
 * `presentationDefinition` may stand in it; the schema file of the specification lets both pass.
 */
export const presentationQuerySchema = z
  .object({
    '@context': dcpContextSchema,
    type: z.literal('PresentationQueryMessage'),
    scope: z.array(z.string().max(512)).min(1).max(16).optional(),
    presentationDefinition: z.record(z.string(), z.unknown()).optional(),
  })
  .refine((query) => (query.scope === undefined) !== (query.presentationDefinition === undefined), {
    path: ['scope'],
    error: 'give exactly one of scope and presentationDefinition',
  })
  .meta({ id: 'PresentationQueryMessage' })

export type PresentationQuery = z.infer<typeof presentationQuerySchema>

/** Answers with presentations, each a JWT (DCP 1.0 section 5.4.2). */
export const presentationResponseSchema = z
  .object({
    '@context': dcpContextSchema,
    type: z.literal('PresentationResponseMessage'),
    presentation: z.array(jwtSchema).max(8),
  })
  .meta({ id: 'PresentationResponseMessage' })

export type PresentationResponse = z.infer<typeof presentationResponseSchema>

/** A credential inside a presentation: a data URL that holds the JWT (VCDM 2.0 section 4.12). */
export const envelopedCredentialSchema = z.object({
  '@context': z.union([z.string().max(512), z.array(z.string().max(512)).max(4)]),
  type: z.literal('EnvelopedVerifiableCredential'),
  id: z.string().max(40_000).startsWith('data:application/vc+jwt,'),
})

/** The payload of a presentation JWT: the VCDM 2.0 presentation itself, plus audience and times. */
export const presentationPayloadSchema = z
  .object({
    '@context': z.array(z.string().max(512)).min(1).max(8),
    id: z.string().max(512).optional(),
    type: z.array(z.string().max(128)).min(1).max(8),
    holder: didSchema,
    verifiableCredential: z.array(envelopedCredentialSchema).max(16),
    iss: didSchema,
    aud: z.string().max(512),
    nonce: z.string().max(128).optional(),
    iat: z.number().int(),
    exp: z.number().int(),
  })
  .refine((payload) => payload['@context'][0] === credentialsContext, {
    path: ['@context', 0],
    error: `must be ${credentialsContext}`,
  })
  .refine((payload) => payload.type.includes('VerifiablePresentation'), {
    path: ['type'],
    error: 'must include VerifiablePresentation',
  })

export type PresentationPayload = z.infer<typeof presentationPayloadSchema>
