import { appendFileSync } from 'node:fs'
import type { Logger } from '@lianshu/kernel'

/** A logger that adds one JSON line a message to a file, for whoever looks into a failed run. */
export function fileLogger(file: string, more: Readonly<Record<string, unknown>> = {}): Logger {
  const at = (level: string) => (message: string, fields?: Readonly<Record<string, unknown>>) =>
    appendFileSync(
      file,
      `${JSON.stringify({ at: new Date().toISOString(), level, message, ...more, ...fields })}\n`,
    )
  return {
    debug() {},
    ...{ info: at('info'), warn: at('warn'), error: at('error') },
    child: (fields) => fileLogger(file, { ...more, ...fields }),
  }
}
