import { join } from 'node:path'
import { DomainFailure, domainError } from '@lianshu/kernel'
import { z } from 'zod'
import { runChild } from './child-process.ts'
import { freePorts } from './free-ports.ts'
import { withTemporaryHome } from './temporary-home.ts'

const entry = join(import.meta.dirname, '../main.ts')

/** What is read of the summary that `npm start -- --once --json` prints. */
const summarySchema = z.object({
  figures: z.record(z.string(), z.union([z.number(), z.boolean(), z.null()])),
  metrics: z.object({
    name: z.enum(['auc', 'f1', 'rmse']),
    federated: z.number(),
    localMean: z.number(),
    pooled: z.number(),
  }),
  run: z.object({ backend: z.string() }),
  data: z.object({ simulated: z.boolean() }),
  /** By step; `total` is the whole. */
  seconds: z.record(z.string(), z.number()),
})

export type JobSummary = z.infer<typeof summarySchema>

export interface JobOutcome {
  readonly summary: JobSummary
  /** From the start of the process to its end. */
  readonly milliseconds: number
}

/** Runs the main job as `npm start` does: in a process of its own and a home that is removed afterwards. */
export async function runMainJob(
  args: readonly string[],
  { port, nodes, signal }: { port: number; nodes: number; signal: AbortSignal },
): Promise<JobOutcome> {
  const first = await freePorts(port, nodes)
  const { milliseconds, output } = await withTemporaryHome((home) =>
    runChild([entry, '--once', '--json', '--home', home, '--port', String(first), ...args], {
      signal,
    }),
  )
  try {
    const line = output.trimEnd().split('\n').at(-1) ?? ''
    return { summary: summarySchema.parse(JSON.parse(line)), milliseconds }
  } catch (cause) {
    const message = `the main job printed no summary: ${(cause as Error).message}`
    throw new DomainFailure(domainError('internal', message))
  }
}
