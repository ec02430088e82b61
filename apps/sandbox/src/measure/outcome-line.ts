import type { Environment } from './environment.ts'
import type { Outcome } from './measurement.ts'

/** A figure to five significant digits, integers whole: more would be noise. */
const plain = (_: string, value: unknown) =>
  typeof value === 'number' && Number.isFinite(value) && !Number.isInteger(value)
    ? Number(value.toPrecision(5))
    : value

/** The last line of every measurement: one JSON object for programs. */
export function outcomeLine(name: string, outcome: Outcome, environment: Environment): string {
  const { pass, metrics, backend } = outcome
  return JSON.stringify({ name, pass, metrics, environment: { ...environment, backend } }, plain)
}

/** The figures for a person, one a line; what is nested stays in the JSON line. */
export function outcomeTable({ pass, metrics }: Outcome): string {
  const entries = Object.entries(metrics).filter(([, value]) => typeof value !== 'object')
  const width = Math.max(4, ...entries.map(([key]) => key.length))
  const lines = entries.map(([key, value]) => `  ${key.padEnd(width)}  ${plain(key, value)}`)
  return [...lines, `  ${'pass'.padEnd(width)}  ${pass ? 'yes' : 'no'}`].join('\n')
}
