import { asId, type Did, type LogRecord, type RecordLog, type Transactor } from '@lianshu/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Opened } from '../opened.ts'

/** A RecordLog in its transactions, and a look at what has been committed to it. */
export interface RecordLogSubject {
  readonly transactor: Transactor<RecordLog>
  records(participantId: Did): Promise<readonly LogRecord[]>
}

const record = (participantId: Did, subject: string): LogRecord => ({
  ...{ participantId, type: 'round.trained', actor: participantId, subject },
  at: '2026-11-21T08:00:00.000Z',
  facts: { rows: '412', hash: 'ab'.repeat(32) },
})

/** What every RecordLog must do. */
export function describeRecordLog(open: () => Promise<Opened<RecordLogSubject>>): void {
  describe('a record log', () => {
    let log: RecordLogSubject
    let close: () => Promise<void>
    beforeAll(async () => {
      ;({ subject: log, close } = await open())
    })
    afterAll(() => close())

    it('keeps records in the order of their acts, per participant', async () => {
      const alice = asId<Did>('did:web:alice.example')
      const bob = asId<Did>('did:web:bob.example')
      for (const subject of ['first', 'second', 'third']) {
        await log.transactor.run((records) => records.append(record(alice, subject)))
      }
      await log.transactor.run((records) => records.append(record(bob, 'other')))
      expect(await log.records(alice)).toEqual(
        ['first', 'second', 'third'].map((subject) => record(alice, subject)),
      )
      expect(await log.records(bob)).toEqual([record(bob, 'other')])
    })

    it('has no record of an act that was rolled back', async () => {
      const carol = asId<Did>('did:web:carol.example')
      const undone = log.transactor.run(async (records) => {
        await records.append(record(carol, 'undone'))
        throw new Error('no')
      })
      await expect(undone).rejects.toThrow('no')
      expect(await log.records(carol)).toEqual([])
    })
  })
}
