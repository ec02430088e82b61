import { z } from 'zod'
import { wordsSchema } from './words.ts'

const answered = {
  listingId: z.string(),
  ownerDid: z.string(),
  title: wordsSchema,
  reasons: z.array(wordsSchema),
}

/** A demand and its answer. */
export const demandAnswerSchema = z
  .object({
    id: z.string(),
    text: z.string(),
    at: z.string(),
    ranked: z.array(z.object({ ...answered, score: z.number() })),
    excluded: z.array(z.object(answered)),
    nearest: z.object(answered).optional(),
  })
  .meta({ id: 'Demand' })
