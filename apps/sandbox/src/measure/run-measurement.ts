import { DomainFailure } from '@lianshu/kernel'
import { interruptible } from '../interruptible.ts'
import { readEnvironment } from './environment.ts'
import type { Measurement } from './measurement.ts'
import { outcomeLine, outcomeTable } from './outcome-line.ts'
import { helpOf, readArguments } from './read-arguments.ts'

/** The whole of `npm run bench` and `npm run eval`: resolves to the exit code. */
export async function runMeasurement(
  command: 'bench' | 'eval',
  measurements: readonly Measurement[],
  argv: readonly string[],
): Promise<number> {
  const chosen = readArguments(measurements, argv)
  if (!chosen.ok) {
    console.error(chosen.error.message)
    return 2
  }
  if (chosen.value === 'help') {
    console.log(helpOf(command, measurements))
    return 0
  }
  const { measurement, options, json } = chosen.value
  const environment = readEnvironment()
  const signal = interruptible()
  const say = (line: string) => process.stderr.write(`${line}\n`)
  try {
    const outcome = await measurement.run({ say, signal }, options)
    if (!json) console.log(`\n${measurement.name}\n${outcomeTable(outcome)}\n`)
    console.log(outcomeLine(measurement.name, outcome, environment))
    return outcome.pass ? 0 : 1
  } catch (error) {
    if (signal.aborted) return 130
    if (!(error instanceof DomainFailure)) throw error
    console.error(error.error.message)
    return /^(input|data)\./.test(error.error.code) ? 2 : 1
  }
}
