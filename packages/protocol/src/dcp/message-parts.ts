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

/** A name that one side gave to a process: stored and logged, so without control characters. */
export const pidSchema = z
  .string()
  .min(1)
  .max(512)
  .regex(/^\P{Cc}*$/u, 'must not hold control characters')
