import { z } from 'zod'

/** Why something is ended or paused; the other side reads it. */
export const endingSchema = z
  .strictObject({ reason: z.string().min(1).max(500) })
  .meta({ id: 'EndingRequest' })
