import { asId, type Did, DomainFailure, type Inbox, type Transactor } from '@lianshu/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Opened } from '../opened.ts'

const alice = asId<Did>('did:web:alice.example')
const bob = asId<Did>('did:web:bob.example')
const key = (messageId: string) => ({ participantId: alice, counterpartyId: bob, messageId })

/** What every Inbox must do. */
export function describeInbox(open: () => Promise<Opened<Transactor<Inbox>>>): void {
  describe('an inbox', () => {
    let transactor: Transactor<Inbox>
    let close: () => Promise<void>
    beforeAll(async () => {
      ;({ subject: transactor, close } = await open())
    })
    afterAll(() => close())

    it('gives the first answer to a duplicate, whatever the answer was', async () => {
      for (const [id, body] of Object.entries({ object: { a: [1] }, nothing: null, text: 'x' })) {
        await transactor.run((inbox) => inbox.record(key(id), { status: 200, body }))
        const answer = await transactor.run((inbox) => inbox.firstAnswer(key(id)))
        expect(answer).toEqual({ status: 200, body })
      }
    })

    it('keeps participants and counterparties apart', async () => {
      await transactor.run((inbox) => inbox.record(key('apart'), { status: 200, body: 1 }))
      const others = [
        { ...key('apart'), participantId: bob },
        { ...key('apart'), counterpartyId: alice },
      ]
      for (const other of others) {
        expect(await transactor.run((inbox) => inbox.firstAnswer(other))).toBeUndefined()
      }
    })

    it('forgets what was rolled back', async () => {
      const undone = transactor.run(async (inbox) => {
        await inbox.record(key('undone'), { status: 200, body: 1 })
        throw new Error('no')
      })
      await expect(undone).rejects.toThrow('no')
      expect(await transactor.run((inbox) => inbox.firstAnswer(key('undone')))).toBeUndefined()
    })

    it('lets one of many recordings at once through and fails the others', async () => {
      const outcomes = await Promise.allSettled(
        Array.from({ length: 8 }, (_, turn) =>
          transactor.run((inbox) => inbox.record(key('raced'), { status: 200, body: turn })),
        ),
      )
      const lost = outcomes.filter((outcome) => outcome.status === 'rejected')
      expect(lost).toHaveLength(7)
      for (const { reason } of lost) {
        expect(reason).toBeInstanceOf(DomainFailure)
        expect((reason as DomainFailure).error.code).toBe('conflict.exists')
      }
    })
  })
}
