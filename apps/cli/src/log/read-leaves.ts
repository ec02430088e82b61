import {
  canonicalJson,
  type Did,
  err,
  ok,
  type Result,
  toHex,
  utf8,
  type Words,
} from '@lianshu/kernel'
import { type LogEntry, leafHash, logRecordSchema } from '@lianshu/trust/verify'
import type { ToldEntry } from './fetch-log.ts'

/**
 * Reads the records of one log. Each must be the canonical text of a record of that log and hash to what
 * the broker claims; the error says which is not. Another spelling of the same JSON would hash
 * differently, so it is no record.
 */
export async function readLeaves(
  did: Did,
  told: readonly ToldEntry[],
): Promise<Result<readonly LogEntry[], Words>> {
  const entries: LogEntry[] = []
  for (const entry of told) {
    const record = recordOf(entry.leaf)
    if (record === undefined) {
      return err({
        zh: `第 ${entry.index} 条不是规范文本的记录`,
        en: `entry ${entry.index} is not the canonical text of a record`,
      })
    }
    if (record.participantId !== did) {
      return err({
        zh: `第 ${entry.index} 条记录属于另一份日志`,
        en: `record ${entry.index} belongs to another log`,
      })
    }
    if (toHex(await leafHash(utf8(entry.leaf))) !== entry.leafHash) {
      return err({
        zh: `第 ${entry.index} 条记录与其哈希不符`,
        en: `record ${entry.index} does not have the hash that is claimed for it`,
      })
    }
    entries.push({ index: entry.index, record })
  }
  return ok(entries)
}

function recordOf(leaf: string): LogEntry['record'] | undefined {
  try {
    const value: unknown = JSON.parse(leaf)
    if (canonicalJson(value) !== leaf) return undefined
    const parsed = logRecordSchema.safeParse(value)
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}
