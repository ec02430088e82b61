import { z } from 'zod'
import { dcpContextSchema, jwtSchema } from './message-parts.ts'

/** What every presentation definition has (Presentation Exchange 2.0 section 5); we answer none. */
const presentationDefinitionSchema = z.looseObject({
  id: z.string().max(512),
  input_descriptors: z.array(z.unknown()).min(1).max(64),
})

/**
 * Asks a credential service for credentials (DCP 1.0 section 5.4.1). Exactly one of `scope` and
 * `presentationDefinition` may stand in it; the schema file of the specification lets both pass.
 */
export const presentationQuerySchema = z
  .object({
    '@context': dcpContextSchema,
    type: z.literal('PresentationQueryMessage'),
    scope: z.array(z.string().max(512)).min(1).max(16).optional(),
    presentationDefinition: presentationDefinitionSchema.optional(),
  })
  .refine((query) => (query.scope === undefined) !== (query.presentationDefinition === undefined), {
    path: ['scope'],
    error: 'give exactly one of scope and presentationDefinition',
  })
  .meta({ id: 'PresentationQueryMessage' })

export type PresentationQuery = z.infer<typeof presentationQuerySchema>

/**
 * Answers with presentations (DCP 1.0 section 5.4.2). Both profiles make JWTs; one with an embedded proof,
 * which is an object, is read and left aside.
 */
export const presentationResponseSchema = z
  .object({
    '@context': dcpContextSchema,
    type: z.literal('PresentationResponseMessage'),
    presentation: z.array(z.union([jwtSchema, z.record(z.string(), z.unknown())])).max(8),
  })
  .meta({ id: 'PresentationResponseMessage' })

export type PresentationResponse = z.infer<typeof presentationResponseSchema>
