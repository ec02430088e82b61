import { runMeasurement } from '../measure/run-measurement.ts'
import { suites } from './suites.ts'

process.exitCode = await runMeasurement('eval', suites, process.argv.slice(2))
process.exit()
