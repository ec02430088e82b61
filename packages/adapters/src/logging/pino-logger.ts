import type { Logger } from '@lianshu/kernel'
import { type Logger as PinoLogger, pino } from 'pino'
import { withoutSecrets } from './without-secrets.ts'

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent'

/**
 * A Logger that writes one JSON object per line to `destination` (default: standard output). Fields
 * whose name tells of a secret are masked at every depth. `pretty` writes a short line for people.
 */
export function createPinoLogger(options: {
  readonly level: LogLevel
  readonly name: string
  readonly pretty?: boolean
  readonly destination?: { write(line: string): void }
}): Logger {
  const { level, name, pretty = false, destination = process.stdout } = options
  const stream = pretty
    ? { write: (line: string) => destination.write(prettyLine(line)) }
    : destination
  return wrap(
    pino({ level, name, timestamp: pino.stdTimeFunctions.isoTime, base: null }, stream),
    name,
  )
}

function wrap(logger: PinoLogger, name: string): Logger {
  const at =
    (level: 'debug' | 'info' | 'warn' | 'error'): Logger['info'] =>
    (message, fields = {}) =>
      logger[level](withoutSecrets({ node: name, ...fields }), String(withoutSecrets(message)))
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    child: (fields) => wrap(logger.child(withoutSecrets(fields) as object), name),
  }
}

const labels: Record<number, string> = { 20: 'debug', 30: 'info ', 40: 'WARN ', 50: 'ERROR' }

function prettyLine(line: string): string {
  const { level, time, msg, node, name, ...fields } = JSON.parse(line) as Record<string, unknown>
  const details = Object.entries(fields).map(([key, value]) => `${key}=${JSON.stringify(value)}`)
  const clock = String(time).slice(11, 23)
  return `${[clock, labels[Number(level)] ?? level, node ?? name, msg, ...details].join(' ')}\n`
}
