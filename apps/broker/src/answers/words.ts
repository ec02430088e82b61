import { z } from 'zod'

/** A text in both languages. */
export const wordsSchema = z.object({ zh: z.string(), en: z.string() }).meta({ id: 'Words' })

export const namedSchema = z.object({ did: z.string(), name: wordsSchema }).meta({ id: 'Named' })
