import { runMeasurement } from '../measure/run-measurement.ts'
import { benchmarks } from './benchmarks.ts'

process.exitCode = await runMeasurement('bench', benchmarks, process.argv.slice(2))
process.exit()
