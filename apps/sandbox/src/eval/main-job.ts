import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { DomainFailure, domainError } from '@lianshu/kernel'
import { z } from 'zod'
import { portOption } from '../measure/free-ports.ts'
import { type JobOutcome, runMainJob } from '../measure/main-job.ts'
import { defineMeasurement } from '../measure/measurement.ts'
import { judgeSeeds } from './judge-seeds.ts'

/** More owners are not allowed, and ports are cheap. */
const nodes = 22

const seedsOption = z
  .string()
  .default('1,2,3,4,5')
  .transform((list) => list.split(',').map((seed) => seed.trim()))
  .pipe(z.array(z.string().regex(/^\d+$/, 'is a list of whole numbers, e.g. 1,2,3')).min(1))

/** The main job on any table, per seed in a process of its own; without a table, on the simulated plants. */
export const mainJobSuite = defineMeasurement({
  name: 'main-job',
  about:
    'federated beside local and pooled training over seeds; passes when the mean beats the local one and is within 0.03 of the pooled one',
  options: z.object({
    data: z
      .string()
      .min(1)
      .optional()
      .describe('your CSV or Parquet table (default: simulated plants)'),
    target: z.string().min(1).optional().describe('the column to predict (needed with --data)'),
    exclude: z.string().optional().describe('columns that nobody may use, A,B'),
    owners: z.string().optional().describe('how many owners share the table'),
    split: z.string().optional().describe('iid or by:COLUMN'),
    rounds: z.string().optional().describe('rounds of training'),
    seeds: seedsOption.describe('seeds of split and model (default 1,2,3,4,5)'),
    port: portOption,
  }),
  async run({ say, signal }, { seeds, port, ...table }) {
    if (table.data !== undefined && !existsSync(table.data)) {
      const message = `there is no file ${resolve(table.data)}; give a CSV or Parquet table with --data FILE`
      throw new DomainFailure(domainError('data.unreadable', message))
    }
    const args = Object.entries(table).flatMap(([option, value]) =>
      value === undefined ? [] : [`--${option}`, value],
    )
    const outcomes: JobOutcome[] = []
    for (const seed of seeds) {
      const outcome = await runMainJob([...args, '--seed', seed], { port, nodes, signal })
      outcomes.push(outcome)
      const { name, federated, localMean, pooled } = outcome.summary.metrics
      const figures = [federated, localMean, pooled].map((value) => value.toFixed(4))
      say(
        `seed ${seed}: ${name} federated ${figures[0]}, local ${figures[1]}, pooled ${figures[2]}`,
      )
    }
    return judgeSeeds(seeds, outcomes)
  },
})
