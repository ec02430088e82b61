import { z } from 'zod'
import type { ParticipantKeys } from './participant-keys.ts'

const algorithmSchema = z.enum(['EdDSA', 'ES256'])

/** What whoever manages a participant may see of its keys. */
export const keyInfoSchema = z
  .object({
    kid: z.string(),
    algorithm: algorithmSchema,
    status: z.enum(['active', 'retired']),
    createdAt: z.string(),
    retiredAt: z.string().optional(),
    /** From then on the document does not name it any more. */
    verifiesUntil: z.string().optional(),
  })
  .meta({ id: 'Key' })

export type KeyInfo = z.infer<typeof keyInfoSchema>

/** How a key is to be changed. */
export const keyRotationSchema = z
  .strictObject({
    algorithm: algorithmSchema.optional(),
    overlapDays: z
      .number()
      .min(0)
      .max(3650)
      .optional()
      .meta({ description: 'Default 180; 0 when somebody else may have the key' }),
  })
  .meta({ id: 'KeyRotation' })

export const keyInfo = ({ keys }: ParticipantKeys): KeyInfo[] =>
  keys.map(({ kid, algorithm, status, createdAt, ...key }) => ({
    ...{ kid, algorithm, status, createdAt },
    ...('retiredAt' in key && { retiredAt: key.retiredAt, verifiesUntil: key.verifiesUntil }),
  }))
