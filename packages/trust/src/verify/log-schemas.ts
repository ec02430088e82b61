import { didSchema } from '@lianshu/protocol/dcp'
import { z } from 'zod'

const hashSchema = z.string().regex(/^[0-9a-f]{64}$/, 'must be a hexadecimal SHA-256')
const jwsSchema = z.string().max(8192)

/** A log head as it comes from outside. */
export const logHeadSchema = z.strictObject({
  origin: didSchema,
  size: z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER),
  root: hashSchema,
  time: z.iso.datetime(),
})

export const signedHeadSchema = z.strictObject({ head: logHeadSchema, jws: jwsSchema })

export const cosignatureSchema = z.strictObject({
  statement: z.strictObject({ witness: didSchema, head: logHeadSchema, time: z.iso.datetime() }),
  jws: jwsSchema,
})

const text = z.string().max(4096)

/** A record of the log as it comes from outside; unknown members would not be covered, so none may be. */
export const logRecordSchema = z.strictObject({
  participantId: didSchema,
  type: text,
  actor: didSchema,
  subject: text,
  at: text,
  agreementId: text.optional(),
  decision: z.enum(['permit', 'deny']).optional(),
  reason: text.optional(),
  policyHash: text.optional(),
  facts: z.record(text, text).optional(),
})

export const logEntrySchema = z.strictObject({
  index: z.number().int().nonnegative(),
  record: logRecordSchema,
})
