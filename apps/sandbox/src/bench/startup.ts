import { join } from 'node:path'
import { z } from 'zod'
import { runChild } from '../measure/child-process.ts'
import { freePorts, portOption } from '../measure/free-ports.ts'
import { defineMeasurement } from '../measure/measurement.ts'
import { median } from '../measure/quantile.ts'
import { withTemporaryHome } from '../measure/temporary-home.ts'

const limits = { firstMs: 10_000, laterMs: 5_000 }
/** The broker, the trainer and five owners. */
const nodes = 7
const program = (name: string) => join(import.meta.dirname, name)

/**
 * From the start of the process until every node answers: in an empty directory, then again in the same.
 * Beside it, in turn, what no start can do without: an empty program, and the database alone.
 */
export const startup = defineMeasurement({
  name: 'startup',
  about: `first and second start of a whole space; passes below ${limits.firstMs / 1000} s and ${limits.laterMs / 1000} s`,
  options: z.object({
    runs: z.coerce
      .number()
      .int()
      .min(1)
      .max(20)
      .default(3)
      .describe('starts of each kind (default 3)'),
    port: portOption,
  }),
  async run({ say, signal }, { runs, port }) {
    const firstPort = await freePorts(port, nodes)
    const up = { signal, until: 'up\n' }
    const taken: Record<'bare' | 'bareDb' | 'bareDbLater' | 'first' | 'later', number[]> = {
      ...{ bare: [], bareDb: [], bareDbLater: [], first: [], later: [] },
    }
    for (let run = 1; run <= runs; run++) {
      await withTemporaryHome(async (home) => {
        const time = async (of: keyof typeof taken, args: readonly string[]) => {
          const { milliseconds } = await runChild(args, of === 'bare' ? { signal } : up)
          taken[of].push(milliseconds)
          say(`run ${run} of ${runs}: ${of} ${Math.round(milliseconds)} ms`)
        }
        const database = [program('boot-postgres.ts'), join(home, 'bare', 'postgres')]
        const space = [program('boot-space.ts'), join(home, 'space'), String(firstPort)]
        await time('bare', ['-e', ''])
        await time('bareDb', database)
        await time('first', space)
        await time('bareDbLater', database)
        await time('later', space)
      })
    }
    const firstMs = median(taken.first)
    const laterMs = median(taken.later)
    const databaseFirstMs = median(taken.bareDb)
    const databaseLaterMs = median(taken.bareDbLater)
    return {
      pass: firstMs < limits.firstMs && laterMs < limits.laterMs,
      metrics: {
        ...{ firstMs, laterMs, bareNodeMs: median(taken.bare), databaseFirstMs, databaseLaterMs },
        ...{ firstRatio: firstMs / databaseFirstMs, laterRatio: laterMs / databaseLaterMs },
        runs,
      },
      backend: 'embedded PostgreSQL',
    }
  },
})
