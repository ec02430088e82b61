import type { Measurement } from '../measure/measurement.ts'
import { catalogue } from './catalogue/catalogue.ts'
import { mainJobBench } from './main-job.ts'
import { masking } from './masking.ts'
import { memory } from './memory.ts'
import { negotiation } from './negotiation/negotiation.ts'
import { policy } from './policy.ts'
import { startup } from './startup.ts'

/** Everything that `npm run bench` knows. */
export const benchmarks: readonly Measurement[] = [
  startup,
  mainJobBench,
  negotiation,
  catalogue,
  memory,
  masking,
  policy,
]
