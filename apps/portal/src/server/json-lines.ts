import { type Logger, silentLogger } from '@lianshu/kernel'

/** Log lines as JSON on standard error, from `info` on: the portal says little and needs no library for it. */
export function jsonLines(fields: Readonly<Record<string, unknown>> = {}): Logger {
  const write =
    (level: string) =>
    (message: string, more: Readonly<Record<string, unknown>> = {}) => {
      const line = { level, time: new Date().toISOString(), ...fields, ...more, message }
      process.stderr.write(`${JSON.stringify(line)}\n`)
    }
  return {
    debug: silentLogger.debug,
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    child: (more) => jsonLines({ ...fields, ...more }),
  }
}
