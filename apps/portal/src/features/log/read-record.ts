import type { LogRecord } from '@lianshu/kernel'
import type { LogEntry } from '../../api/log-model.ts'

/** What a leaf says, as far as it says it; undefined when it is no JSON object. */
export function readRecord(entry: LogEntry): Partial<LogRecord> | undefined {
  try {
    const value: unknown = JSON.parse(entry.leaf)
    return typeof value === 'object' && value !== null ? (value as Partial<LogRecord>) : undefined
  } catch {
    return undefined
  }
}
