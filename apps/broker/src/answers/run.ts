import { runMachine } from '@lianshu/federated'
import { roundReceiptSchema, stepKinds, trainingPlanSchema } from '@lianshu/protocol/rounds'
import { z } from 'zod'
import { namedSchema, wordsSchema } from './words.ts'

const count = z.number().int()
const state = z.enum(runMachine.states)

/** The plan under a name, so that the document holds it once. */
export const planSchema = trainingPlanSchema.meta({ id: 'TrainingPlan' })

const round = z.object({
  round: count,
  phase: z.enum(stepKinds),
  attempt: count,
  at: z.string(),
  loss: z.number().optional(),
  rows: count,
  cohort: count,
  seconds: z.number(),
  modelSha256: z.string().optional(),
  bytes: count,
})

const settlement = z.object({
  totalFen: count,
  shares: z.array(z.object({ did: z.string(), name: wordsSchema, rows: count, fen: count })),
})

export const runSchema = z
  .object({
    id: z.string(),
    state,
    plan: planSchema,
    planHash: z.string(),
    task: z.string(),
    target: z.string(),
    demandId: z.string().optional(),
    initiator: namedSchema,
    purpose: wordsSchema,
    round: count,
    rounds: count,
    participants: z.array(
      z.object({
        did: z.string(),
        name: wordsSchema,
        agreementId: z.string(),
        state: z.enum(['invited', 'joined', 'silent', 'left']),
        bytesOut: count,
      }),
    ),
    history: z.array(round),
    evaluation: z.object({ metrics: z.unknown() }).optional(),
    settlement: settlement.optional(),
    model: z.object({ sha256: z.string(), size: count }).optional(),
    sentence: z.string().optional(),
    startedAt: z.string(),
    endedAt: z.string().optional(),
  })
  .meta({ id: 'Run' })

export const openedRunSchema = z
  .object({ id: z.string(), planHash: z.string(), state, url: z.string() })
  .meta({ id: 'OpenedRun' })

export const runPlanSchema = z
  .object({ plan: planSchema, planHash: z.string() })
  .meta({ id: 'RunPlan' })

export const signedReceiptSchema = z
  .object({ receipt: roundReceiptSchema, jws: z.string() })
  .meta({ id: 'SignedReceipt' })
