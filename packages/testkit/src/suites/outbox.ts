import type { DeadLetter, Delivery, Did, Outbox, OutboxMessage, Transactor } from '@lianshu/kernel'
import { asId } from '@lianshu/kernel'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Opened } from '../opened.ts'

/** An outbox with its relay. Times of back-off may be shortened; everything else is the real thing. */
export interface OutboxSubject {
  readonly transactor: Transactor<Outbox>
  /** Starts a relay whose deliveries go to `deliver` and whose settlements are told to `settled`. */
  startRelay(hooks: {
    deliver(message: OutboxMessage): Promise<Delivery>
    settled?(message: OutboxMessage, delivery: Delivery): Promise<void>
    maxAttempts?: number
  }): Promise<{ stop(): Promise<void> }>
  deadLetters(participantId: Did): Promise<readonly DeadLetter[]>
  retry(participantId: Did, id: string): Promise<boolean>
  drop(participantId: Did, id: string): Promise<boolean>
}

const alice = asId<Did>('did:web:alice.example')
const message = (id: string, processId = 'p1'): OutboxMessage => ({
  ...{ id, processId, kind: 'negotiation', participantId: alice, body: { id } },
  counterpartyId: asId<Did>('did:web:bob.example'),
  to: 'https://bob.example/callback',
})
const delivered: Delivery = { kind: 'delivered', status: 200, answer: null }
const note = async <T>(list: T[], item: T): Promise<Delivery> => {
  list.push(item)
  return delivered
}
const soon = { timeout: 15_000, interval: 5 }

/** What every Outbox and its relay must do; `open` gives a fresh, empty one. */
export function describeOutbox(open: () => Promise<Opened<OutboxSubject>>): void {
  describe('an outbox', () => {
    let outbox: OutboxSubject
    let close: () => Promise<void>
    const relays: { stop(): Promise<void> }[] = []
    const relay = async (hooks: Parameters<OutboxSubject['startRelay']>[0]) => {
      const started = await outbox.startRelay(hooks)
      relays.push(started)
      return started
    }
    const add = (...messages: OutboxMessage[]) =>
      outbox.transactor.run(async (tx) => {
        for (const each of messages) await tx.add(each)
      })
    beforeEach(async () => {
      ;({ subject: outbox, close } = await open())
    })
    afterEach(async () => {
      for (const each of relays.splice(0)) await each.stop()
      await close()
    })

    it('delivers what was committed, as it was added, and nothing that was rolled back', async () => {
      const sent: OutboxMessage[] = []
      await relay({ deliver: (each) => note(sent, each) })
      const undone = outbox.transactor.run(async (tx) => {
        await tx.add(message('undone'))
        throw new Error('no')
      })
      await expect(undone).rejects.toThrow('no')
      await add(message('kept'))
      await vi.waitFor(() => expect(sent).toEqual([message('kept')]), soon)
    })

    it('delivers at once, not at the next poll', async () => {
      let at = 0
      await relay({
        async deliver() {
          at = performance.now()
          return delivered
        },
      })
      const before = performance.now()
      await add(message('quick'))
      await vi.waitFor(() => expect(at).toBeGreaterThan(0), soon)
      expect(at - before).toBeLessThan(1000)
    })

    it('keeps the order within a process and does not let one process wait for another', async () => {
      const sent: string[] = []
      let release = () => {}
      const held = new Promise<void>((resolve) => {
        release = resolve
      })
      await relay({
        async deliver(each) {
          if (each.id === 'a1') await held
          sent.push(each.id)
          return delivered
        },
      })
      await add(message('a1', 'a'), message('a2', 'a'), message('b1', 'b'), message('a3', 'a'))
      await vi.waitFor(() => expect(sent).toEqual(['b1']), soon)
      release()
      await vi.waitFor(() => expect(sent).toEqual(['b1', 'a1', 'a2', 'a3']), soon)
    })

    it('shares the work of two relays without sending twice', async () => {
      const sent: string[] = []
      const deliver = (each: OutboxMessage) => note(sent, each.id)
      await relay({ deliver })
      await relay({ deliver })
      const all = Array.from({ length: 60 }, (_, turn) => message(`m${turn}`, `p${turn % 20}`))
      await add(...all)
      await vi.waitFor(() => expect(sent.length).toBeGreaterThanOrEqual(60), soon)
      expect([...sent].sort()).toEqual(all.map((each) => each.id).sort())
    })

    it('tries again with growing pauses, later messages waiting behind', async () => {
      const tries: [string, number][] = []
      await relay({
        async deliver(each) {
          tries.push([each.id, performance.now()])
          if (each.id === 'first' && tries.length < 4) return { kind: 'retry', reason: 'away' }
          return delivered
        },
      })
      await add(message('first'), message('second'))
      const order = ['first', 'first', 'first', 'first', 'second']
      await vi.waitFor(() => expect(tries.map(([id]) => id)).toEqual(order), soon)
      const gap = (turn: number) => tries[turn]![1] - tries[turn - 1]![1]
      expect(gap(3)).toBeGreaterThan(gap(1))
    })

    it('tells the settler the outcome, once, also when the other side refuses', async () => {
      const told: [string, string][] = []
      await relay({
        deliver: async (each) =>
          each.id === 'no' ? { kind: 'refused', status: 400, reason: 'no', answer: {} } : delivered,
        settled: async (each, { kind }) => void told.push([each.id, kind]),
      })
      await add(message('yes'), message('no'))
      await vi.waitFor(() => expect(told).toHaveLength(2), soon)
      expect(told).toEqual([
        ['yes', 'delivered'],
        ['no', 'refused'],
      ])
    })

    it('delivers again when settling fails', async () => {
      const deliveries: string[] = []
      let settled = 0
      await relay({
        deliver: (each) => note(deliveries, each.id),
        async settled() {
          if (deliveries.length === 1) throw new Error('lost')
          settled++
        },
      })
      await add(message('again'))
      await vi.waitFor(() => expect(settled).toBe(1), soon)
      expect(deliveries).toEqual(['again', 'again'])
    })

    it('buries after the last attempt; a dead letter can be retried or dropped', async () => {
      let away = true
      const sent: string[] = []
      await relay({
        maxAttempts: 2,
        async deliver(each) {
          if (away) return { kind: 'retry', reason: `cannot reach ${each.id}` }
          sent.push(each.id)
          return delivered
        },
      })
      await add(message('x', 'px'), message('y', 'py'))
      await vi.waitFor(async () => expect(await outbox.deadLetters(alice)).toHaveLength(2), soon)
      const [x] = await outbox.deadLetters(alice)
      expect(x).toEqual({ ...message('x', 'px'), attempts: 2, lastError: 'cannot reach x' })
      expect(await outbox.deadLetters(asId<Did>('did:web:bob.example'))).toEqual([])
      away = false
      expect(await outbox.drop(alice, 'y')).toBe(true)
      expect(await outbox.drop(alice, 'y')).toBe(false)
      expect(await outbox.retry(alice, 'x')).toBe(true)
      await vi.waitFor(() => expect(sent).toEqual(['x']), soon)
      expect(await outbox.deadLetters(alice)).toEqual([])
    })
  })
}
