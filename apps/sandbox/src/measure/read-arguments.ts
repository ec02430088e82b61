import { parseArgs } from 'node:util'
import { type DomainError, domainError, err, nearestName, ok, type Result } from '@lianshu/kernel'
import type { Measurement } from './measurement.ts'

export interface Chosen {
  readonly measurement: Measurement
  readonly options: Record<string, unknown>
  /** Nothing but the JSON line on standard output. */
  readonly json: boolean
}

const invalid = (message: string) => err(domainError('input.invalid', `${message} See --help.`))

/** Reads `<name> [--option value …] [--json]`; `help` when it is asked for; `input.invalid` says what is wrong. */
export function readArguments(
  measurements: readonly Measurement[],
  argv: readonly string[],
): Result<Chosen | 'help', DomainError> {
  if (argv.includes('--help')) return ok('help')
  const [name, ...rest] = argv
  const names = measurements.map((measurement) => measurement.name)
  if (name === undefined) return invalid(`Say which one: ${names.join(', ')}.`)
  const measurement = measurements.find((candidate) => candidate.name === name)
  if (!measurement) {
    const near = nearestName(name, names)
    return invalid(
      `There is no "${name}"${near ? `; did you mean ${near}?` : `: ${names.join(', ')}.`}`,
    )
  }
  const shape = measurement.options.shape
  const options = Object.fromEntries(
    Object.keys(shape).map((option) => [option, { type: 'string' as const }]),
  )
  let values: Record<string, unknown>
  try {
    values = parseArgs({
      args: [...rest],
      options: { ...options, json: { type: 'boolean' } },
      allowPositionals: false,
    }).values
  } catch (error) {
    return invalid(`${(error as Error).message.split('. ')[0]}.`)
  }
  const { json = false, ...given } = values
  const parsed = measurement.options.safeParse(given)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!
    const missing = given[issue.path.join('.')] === undefined
    return invalid(`--${issue.path.join('.')}: ${missing ? 'is needed' : issue.message}.`)
  }
  return ok({ measurement, options: parsed.data, json: json === true })
}

/** Every measurement with its options, for `--help`. */
export function helpOf(command: string, measurements: readonly Measurement[]): string {
  const blocks = measurements.map(({ name, about, options }) => {
    const lines = Object.entries(options.shape).map(
      ([option, schema]) =>
        `      --${option.padEnd(10)} ${(schema as { description?: string }).description ?? ''}`,
    )
    return [`  ${name}`, `      ${about}`, ...lines].join('\n')
  })
  return `npm run ${command} -- NAME [--option VALUE …] [--json]

${blocks.join('\n\n')}

The last line is one JSON object: name, pass, metrics, environment.
Exit codes: 0 passed, 1 not passed or failed, 2 wrong usage or input, 130 interrupted.`
}
