import { memberMachine } from '@lianshu/trust'
import { z } from 'zod'

// What the commands show of the nodes' answers; everything else in an answer is let through for --json.

const words = z.object({ zh: z.string(), en: z.string() })

/** Names are words where people gave both, else one text. */
const name = z.union([words, z.string().transform((text) => ({ zh: text, en: text }))])

export const listingsTold = z.object({
  total: z.number(),
  items: z.array(
    z.object({
      id: z.string(),
      title: words,
      ownerName: name,
      level: z.string(),
      rows: z.number().optional(),
      priceFen: z.number().optional(),
    }),
  ),
})

export const demandsTold = z.array(
  z.object({
    id: z.string(),
    at: z.string(),
    text: z.string(),
    ranked: z.array(z.object({ title: words })),
    excluded: z.array(z.unknown()),
  }),
)

export const runTold = z.object({
  id: z.string(),
  state: z.string(),
  task: z.string(),
  target: z.string(),
  planHash: z.string(),
  round: z.number(),
  rounds: z.number(),
  startedAt: z.string(),
  endedAt: z.string().optional(),
  sentence: z.string().optional(),
  initiator: z.object({ name }),
  participants: z.array(
    z.object({ did: z.string(), name, state: z.string(), bytesOut: z.number() }),
  ),
  history: z.array(
    z.object({
      round: z.number(),
      phase: z.string(),
      attempt: z.number(),
      rows: z.number().optional(),
      cohort: z.number(),
      loss: z.number().optional(),
    }),
  ),
  evaluation: z.object({ metrics: z.record(z.string(), z.unknown()) }).optional(),
  settlement: z
    .object({
      totalFen: z.number(),
      shares: z.array(z.object({ name, rows: z.number(), fen: z.number() })),
    })
    .optional(),
  model: z.looseObject({ sha256: z.string() }).optional(),
})

export const runsTold = z.array(runTold)
export type RunTold = z.infer<typeof runTold>

export const datasetTold = z.object({
  id: z.string(),
  state: z.string(),
  release: z.number(),
  file: z.string(),
  title: words,
})

export const datasetsTold = z.array(datasetTold)

export const memberTold = z.object({
  id: z.string(),
  state: z.enum(memberMachine.states),
  name: words,
  number: z.object({ value: z.string() }),
  appliedAt: z.string(),
})

export const membersTold = z.array(memberTold)
