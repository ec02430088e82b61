import { z } from 'zod'
import { didSchema } from './did-document.ts'

/** A NumericDate of whole seconds since 1970. */
export const secondsSchema = z.number().int().nonnegative().max(253_402_300_799)

/** Claims are stored and logged; a store of texts takes no NUL, and a log no line breaks of others. */
const plainSchema = (longest: number) =>
  z
    .string()
    .max(longest)
    .regex(/^\P{Cc}*$/u, 'must not hold control characters')

/** Claims of a self-issued ID token (DCP 1.0 section 4.3.1); times are seconds since 1970. */
export const selfIssuedClaimsSchema = z
  .object({
    iss: didSchema,
    sub: didSchema,
    aud: plainSchema(512),
    jti: plainSchema(256).min(1),
    iat: secondsSchema,
    nbf: secondsSchema.optional(),
    exp: secondsSchema,
    token: z.string().min(1).max(8192).optional(),
    // A presentation is signed by the same key for the same audience: it must not pass for a token.
    vp: z.never('a presentation is no token').optional().meta({ type: 'null', not: {} }),
    vc: z.never('a credential is no token').optional().meta({ type: 'null', not: {} }),
  })
  .meta({ id: 'SelfIssuedTokenClaims' })

export type SelfIssuedClaims = z.infer<typeof selfIssuedClaimsSchema>
