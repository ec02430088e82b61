import { identityMapping } from '../preprocessing/column-mapping.ts'
import { startTrainingProcess } from '../process/training-process.ts'
import { planForTests } from './plan-for-tests.ts'

/** A parent that starts a training process, tells its pid, and then does nothing until it is killed. */
const trainer = startTrainingProcess({
  tablePath: process.argv[2]!,
  plan: planForTests(),
  mappings: identityMapping(planForTests()),
})
await trainer.statistics(new AbortController().signal)
process.stdout.write(`${trainer.pid}\n`)
setInterval(() => {}, 1000)
