import type { Job, JobQueue } from '@lianshu/kernel'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Opened } from '../opened.ts'

const soon = { timeout: 10_000, interval: 20 }

/** What every JobQueue must do; `open` gives two views of one fresh queue, as two processes would have. */
export function describeJobQueue(
  open: () => Promise<Opened<{ readonly here: JobQueue; readonly there: JobQueue }>>,
): void {
  describe('a job queue', () => {
    let here: JobQueue
    let there: JobQueue
    let close: () => Promise<void>
    beforeEach(async () => {
      const opened = await open()
      ;({ here, there } = opened.subject)
      close = opened.close
    })
    afterEach(() => close())

    it('runs what another process enqueued, with its payload', async () => {
      const ran: Job[] = []
      await there.consume('greet', async (job) => void ran.push(job))
      await here.enqueue('greet', { to: '世界', times: [1, 2] }, { id: 'a:1' })
      await vi.waitFor(() => expect(ran).toHaveLength(1), soon)
      expect(ran[0]).toEqual({
        ...{ id: 'a:1', name: 'greet', attempt: 1 },
        payload: { to: '世界', times: [1, 2] },
      })
    })

    it('gives a process only the jobs that it consumes', async () => {
      const ran: string[] = []
      await here.consume('mine', async (job) => void ran.push(job.name))
      await there.enqueue('other', 1)
      await there.enqueue('mine', 1)
      await vi.waitFor(() => expect(ran).toEqual(['mine']), soon)
      await there.consume('other', async (job) => void ran.push(job.name))
      await vi.waitFor(() => expect(ran).toEqual(['mine', 'other']), soon)
    })

    it('takes two jobs with one id for one', async () => {
      const ran: unknown[] = []
      await here.enqueue('once', 'first', { id: '7' })
      await there.enqueue('once', 'second', { id: '7' })
      await here.enqueue('once', 'last')
      await here.consume('once', async (job) => void ran.push(job.payload))
      await vi.waitFor(() => expect(ran).toContain('last'), soon)
      expect(ran).toEqual(['first', 'last'])
    })

    it('tries a failed job again, and counts the attempts', async () => {
      const attempts: number[] = []
      await there.consume('shaky', async (job) => {
        attempts.push(job.attempt)
        if (job.attempt === 1) throw new Error('not yet')
      })
      await here.enqueue('shaky', null)
      await vi.waitFor(() => expect(attempts).toEqual([1, 2]), soon)
    })

    it('holds a delayed job back', async () => {
      const started = performance.now()
      let ranAfter = 0
      await here.consume('patient', async () => {
        ranAfter = performance.now() - started
      })
      await here.enqueue('patient', null, { delayMs: 400 })
      await vi.waitFor(() => expect(ranAfter).toBeGreaterThan(0), soon)
      expect(ranAfter).toBeGreaterThan(350)
    })

    it('says that it is there', () => expect(here.check()).resolves.toBeUndefined())

    it('runs a schedule once, however many processes ask for it', async () => {
      const ran: number[] = []
      const handler = async () => void ran.push(performance.now())
      await here.consume('tick', handler)
      await there.consume('tick', handler)
      await Promise.all([here.schedule('tick', 300, {}), there.schedule('tick', 300, {})])
      await vi.waitFor(() => expect(ran.length).toBeGreaterThanOrEqual(4), soon)
      for (let turn = 2; turn < ran.length; turn++) {
        expect(ran[turn]! - ran[turn - 1]!).toBeGreaterThan(150)
      }
    })
  })
}
