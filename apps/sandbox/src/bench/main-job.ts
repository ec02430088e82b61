import { z } from 'zod'
import { portOption } from '../measure/free-ports.ts'
import { runMainJob } from '../measure/main-job.ts'
import { defineMeasurement } from '../measure/measurement.ts'

const limitMs = 60_000
/** The broker, the trainer and five owners. */
const nodes = 7

/** The default job, five simulated plants and ten rounds, whole and by step. */
export const mainJobBench = defineMeasurement({
  name: 'main-job',
  about: `the default job in a process of its own; passes below ${limitMs / 1000} s with every log verified`,
  options: z.object({ port: portOption }),
  async run({ say, signal }, { port }) {
    say('The default job runs, in a process and a home of its own …')
    const { summary, milliseconds } = await runMainJob([], { port, nodes, signal })
    const steps = Object.entries(summary.seconds)
      .filter(([step]) => step !== 'total')
      .map(([step, seconds]) => [`${step}Ms`, Math.round(seconds * 1000)] as const)
    const { seconds: _, ...figures } = summary.figures
    return {
      pass: milliseconds < limitMs && summary.figures.logVerified === true,
      metrics: {
        ...figures,
        seconds: milliseconds / 1000,
        totalMs: milliseconds,
        ...Object.fromEntries(steps),
      },
      backend: summary.run.backend,
    }
  },
})
