import { type Did, isDid } from '@lianshu/kernel'
import { z } from 'zod'

/** A DID, by its grammar alone. */
export const didSchema = z
  .string()
  .max(512)
  .refine(isDid, 'must be a DID, such as did:web:example.org') as unknown as z.ZodType<Did>

/** For JSON Schema, which has no word for a member that may not be there: no value is this. */
const absent = { type: 'null', not: {} } as const

/** A public key; private members are refused, so that one can never be published by mistake. */
export const publicJwkSchema = z
  .object({
    kty: z.string().max(16),
    crv: z.string().max(32).optional(),
    x: z.string().max(1024).optional(),
    y: z.string().max(1024).optional(),
    /** Of an RSA key: 8192 bits at most, and no exponent that makes checking a signature costly. */
    n: z.string().max(1366).optional(),
    e: z.string().max(8).optional(),
    alg: z.string().max(32).optional(),
    kid: z.string().max(1024).optional(),
    use: z.string().max(16).optional(),
    d: z.never('a public document must not hold a private key').optional().meta(absent),
    k: z.never('a public document must not hold a secret key').optional().meta(absent),
  })
  .meta({ id: 'PublicJwk' })

export type PublicJwk = z.infer<typeof publicJwkSchema>

export const verificationMethodSchema = z
  .object({
    id: z.string().max(1024),
    type: z.string().max(128),
    controller: z.string().max(512),
    publicKeyJwk: publicJwkSchema.optional(),
  })
  .meta({ id: 'VerificationMethod' })

export type VerificationMethod = z.infer<typeof verificationMethodSchema>

const relationshipSchema = z
  .array(z.union([z.string().max(1024), verificationMethodSchema]))
  .max(32)
  .default([])

export const didServiceSchema = z
  .object({
    id: z.string().max(1024).optional(),
    type: z.union([z.string().max(128), z.array(z.string().max(128)).max(8)]),
    serviceEndpoint: z.unknown(),
  })
  .meta({ id: 'DidService' })

/**
 * A DID document (DID Core 1.0 section 5), as far as DCP needs it. A relationship that is absent reads
 * as empty: it grants nothing.
 */
export const didDocumentSchema = z
  .object({
    '@context': z.union([z.string(), z.array(z.unknown()).max(16)]).optional(),
    id: didSchema,
    verificationMethod: z.array(verificationMethodSchema).max(32).default([]),
    authentication: relationshipSchema,
    assertionMethod: relationshipSchema,
    capabilityInvocation: relationshipSchema,
    service: z.array(didServiceSchema).max(32).default([]),
  })
  .meta({ id: 'DidDocument' })

export type DidDocument = z.infer<typeof didDocumentSchema>

/** What a key may be used for: tokens, presentations, or statements and credentials (DCP 1.0). */
export type KeyPurpose = 'capabilityInvocation' | 'authentication' | 'assertionMethod'

/** The address of the first service of a type whose endpoint is a plain string. */
export function serviceEndpoint(document: DidDocument, type: string): string | undefined {
  const service = document.service.find(({ type: types, serviceEndpoint }) => {
    return [types].flat().includes(type) && typeof serviceEndpoint === 'string'
  })
  return service?.serviceEndpoint as string | undefined
}
