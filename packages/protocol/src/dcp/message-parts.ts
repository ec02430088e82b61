import { z } from 'zod'
import { dcpContext } from './contexts.ts'

/** The `@context` of every DCP message: an array of texts with DCP's own among them. */
export const dcpContextSchema = z
  .array(z.string().max(512))
  .max(8)
  .refine((contexts) => contexts.includes(dcpContext), `must contain ${dcpContext}`)

/** A JWT as text; longer ones are refused before they are parsed. */
export const jwtSchema = z
  .string()
  .max(32_768)
  .regex(/^[\w-]+\.[\w-]+\.[\w-]+$/, 'must be a compact JWT')
