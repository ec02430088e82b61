import { z } from 'zod'
import { stepKinds } from './vector-layout.ts'

const did = z.string().regex(/^did:[a-z0-9]+:[A-Za-z0-9._:%-]{1,500}$/, 'must be a DID')
const identifier = z.string().min(1).max(500)
const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hexadecimal digits')
const jws = z
  .string()
  .max(8192)
  .regex(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/, 'must be a compact JWS')
const whole = z
  .number()
  .int()
  .min(0)
  .max(2 ** 31)

/** To what every message of a run is bound. Round 0 is statistics, 1…R train, R + 1 evaluates. */
export const bindingSchema = z.strictObject({
  planHash: sha256Hex,
  runId: identifier,
  step: z.enum(stepKinds),
  round: whole,
  /** Counts from 1 within a round; every attempt has fresh keys. */
  attempt: whole.min(1),
})
export type Binding = z.infer<typeof bindingSchema>

/** What a participant signs about its ephemeral key. */
export const keyAdvertisementSchema = z.strictObject({
  type: z.literal('KeyAdvertisement'),
  ...bindingSchema.shape,
  agreementId: identifier,
  sender: did,
  /** X25519 public key, 32 bytes as base64url. */
  publicKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'must be 32 bytes as base64url'),
})
export type KeyAdvertisement = z.infer<typeof keyAdvertisementSchema>

/** What a participant signs about the masked vector that travels beside it. */
export const vectorStatementSchema = z.strictObject({
  type: z.literal('VectorStatement'),
  ...bindingSchema.shape,
  agreementId: identifier,
  sender: did,
  /** Of the binary body: little-endian unsigned 64-bit integers. */
  sha256: sha256Hex,
  /** Rows used, as charged under the agreement; the sum that weights the model is masked and separate. */
  rows: whole,
})
export type VectorStatement = z.infer<typeof vectorStatementSchema>

/** Body of POST <run>/join. */
export const joinRequestSchema = z.strictObject({
  planHash: sha256Hex,
  agreementId: identifier,
  transferPid: identifier,
})
export type JoinRequest = z.infer<typeof joinRequestSchema>

/** Body of POST <run>/keys: a KeyAdvertisement as compact JWS. */
export const advertiseRequestSchema = z.strictObject({ advertisement: jws })
export type AdvertiseRequest = z.infer<typeof advertiseRequestSchema>

/** Body of POST <run>/restart: the sender lost its key (it was restarted) and asks for a fresh attempt. */
export const restartRequestSchema = bindingSchema

/** What a participant signs when it leaves. */
export const leaveStatementSchema = z.strictObject({
  type: z.literal('LeaveStatement'),
  runId: identifier,
  planHash: sha256Hex,
  agreementId: identifier,
  sender: did,
  /** An error code, or `withdrawn`. */
  reason: z.string().min(1).max(100),
})
export type LeaveStatement = z.infer<typeof leaveStatementSchema>

/** Body of POST <run>/leave. */
export const leaveRequestSchema = z.strictObject({ statement: jws })

/** One member of the cohort, as the coordinator passes it on. */
export const cohortMemberSchema = z.strictObject({ sender: did, advertisement: jws })
export type CohortMember = z.infer<typeof cohortMemberSchema>

/**
 * Answer of GET <run>/work?seen=TOKEN: what this participant should do now. The answer comes at once when
 * its token differs from the one given, else when that changes or the wait ends.
 */
export const workSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('wait'), token: identifier }),
  z.strictObject({
    do: z.literal('advertise'),
    token: identifier,
    binding: bindingSchema,
    /** Who is asked; the cohort may become smaller, never other. */
    invited: z.array(did).max(1000),
    /** Content hash of the model to start from, and its length in bytes; absent for statistics. */
    model: z.strictObject({ sha256: sha256Hex, size: whole }).optional(),
    deadline: z.iso.datetime(),
  }),
  z.strictObject({
    do: z.literal('submit'),
    token: identifier,
    binding: bindingSchema,
    cohort: z.array(cohortMemberSchema).max(1000),
    model: z.strictObject({ sha256: sha256Hex, size: whole }).optional(),
    deadline: z.iso.datetime(),
  }),
  z.strictObject({
    do: z.literal('finished'),
    token: identifier,
    state: z.enum(['COMPLETED', 'FAILED', 'CANCELLED']),
    sentence: z.string().max(1000).optional(),
  }),
])
export type Work = z.infer<typeof workSchema>

/** What the coordinator signs after each step: who took part and what came of it. */
export const roundReceiptSchema = z.strictObject({
  type: z.literal('RoundReceipt'),
  ...bindingSchema.shape,
  coordinator: did,
  at: z.iso.datetime(),
  participants: z.array(
    z.strictObject({
      sender: did,
      agreementId: identifier,
      rows: whole,
      bytes: whole,
      /** Of the signed VectorStatement, which the coordinator keeps. */
      statementSha256: sha256Hex,
    }),
  ),
  modelBefore: sha256Hex.optional(),
  modelAfter: sha256Hex.optional(),
  /** Σ rows from the masked sum. */
  rows: whole,
  meanLoss: z.number().optional(),
})
export type RoundReceipt = z.infer<typeof roundReceiptSchema>
