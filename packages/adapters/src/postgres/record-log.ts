import { canonicalJson, type RecordLog } from '@lianshu/kernel'
import type { Queries } from './open-database.ts'
import { logRecords } from './schema/log.ts'

/** The RecordLog of one transaction: the record commits with the act it tells of. */
export function bindRecordLog(tx: Queries): RecordLog {
  return {
    async append(record) {
      await tx
        .insert(logRecords)
        .values({ participantId: record.participantId, record: canonicalJson(record) })
    },
  }
}
