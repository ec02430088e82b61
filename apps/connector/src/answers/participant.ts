import { decisionModes } from '@lianshu/exchange'
import { memberRoleSchema, organizationNumberSchema } from '@lianshu/protocol/dcp'
import { z } from 'zod'

/** A text in both languages. */
export const wordsSchema = z.object({ zh: z.string(), en: z.string() }).meta({ id: 'Words' })

export const participantSchema = z
  .object({
    id: z.string().meta({ description: 'Its DID' }),
    slug: z.string(),
    version: z.number().int(),
    name: wordsSchema,
    roles: z.array(memberRoleSchema),
    number: organizationNumberSchema.optional(),
    operator: z.object({ did: z.string(), url: z.string() }).optional(),
    decisions: z
      .object({ mode: z.enum(decisionModes), withinSeconds: z.number().int() })
      .optional(),
  })
  .meta({ id: 'Participant' })

/** A credential without what proves it: that stays in the wallet. */
export const heldCredentialSchema = z
  .object({
    holder: z.string(),
    id: z.string(),
    types: z.array(z.string()),
    issuer: z.string(),
    validUntil: z.string().optional(),
  })
  .meta({ id: 'HeldCredential' })
