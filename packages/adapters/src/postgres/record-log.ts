import { canonicalJson, type RecordLog } from '@lianshu/kernel'
import { logRecords } from './schema/log.ts'
import { slots, statement, writer } from './statement.ts'
import type { Work } from './work.ts'

const addRecord = statement(() =>
  writer
    .insert(logRecords)
    .values(slots('participantId', 'record'))
    .returning({ id: logRecords.id }),
)

/** The RecordLog of one unit of work: the record commits with the act it tells of. */
export function bindRecordLog(work: Work): RecordLog {
  return {
    async append(record) {
      const values = { participantId: record.participantId, record: canonicalJson(record) }
      await work.write({ table: logRecords, mustTouch: true, query: addRecord(values) })
    },
  }
}
