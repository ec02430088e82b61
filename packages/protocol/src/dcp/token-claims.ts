import { z } from 'zod'
import { didSchema } from './did-document.ts'

const secondsSchema = z.number().int().nonnegative().max(253_402_300_799)

/** Claims of a self-issued ID token (DCP 1.0 section 4.3.1); times are seconds since 1970. */
export const selfIssuedClaimsSchema = z
  .object({
    iss: didSchema,
    sub: didSchema,
    aud: z.string().max(512),
    jti: z.string().min(1).max(256),
    iat: secondsSchema,
    nbf: secondsSchema.optional(),
    exp: secondsSchema,
    token: z.string().min(1).max(8192).optional(),
  })
  .meta({ id: 'SelfIssuedTokenClaims' })

export type SelfIssuedClaims = z.infer<typeof selfIssuedClaimsSchema>
