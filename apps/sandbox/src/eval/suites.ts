import type { Measurement } from '../measure/measurement.ts'
import { mainJobSuite } from './main-job.ts'
import { match } from './match.ts'
import { merkle } from './merkle.ts'
import { odrl } from './odrl/odrl.ts'

/** Everything that `npm run eval` knows. */
export const suites: readonly Measurement[] = [match, merkle, odrl, mainJobSuite]
