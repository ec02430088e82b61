import type { JobQueue } from '@lianshu/kernel'
import { describe, expect, it } from 'vitest'
import { lazyJobQueue } from './lazy-job-queue.ts'

function recorded() {
  const calls: string[] = []
  const told = (what: string) => async (name?: string) => void calls.push(`${what} ${name ?? ''}`)
  const queue: JobQueue = {
    ...{ enqueue: told('enqueue'), consume: told('consume'), schedule: told('schedule') },
    ...{ check: told('check'), close: told('close') },
  }
  return { calls, queue }
}

describe('a job queue that opens when needed', () => {
  it('is not opened by whoever only waits for jobs, looks after it, or closes it', async () => {
    const { calls, queue } = recorded()
    const lazy = lazyJobQueue(async () => {
      calls.push('open')
      return queue
    })
    await lazy.consume('remind', async () => {})
    await lazy.check()
    expect(calls).toEqual([])
    await lazy.close()
    expect(calls).toEqual([])
  })

  it('has its consumers before its first job', async () => {
    const { calls, queue } = recorded()
    const lazy = lazyJobQueue(async () => queue)
    await lazy.consume('remind', async () => {})
    await Promise.all([lazy.enqueue('remind', 1), lazy.enqueue('remind', 2)])
    await lazy.consume('later', async () => {})
    await lazy.check()
    await lazy.close()
    expect(calls).toEqual([
      ...[
        'consume remind',
        'enqueue remind',
        'enqueue remind',
        'consume later',
        'check ',
        'close ',
      ],
    ])
  })

  it('tries again after it could not be opened', async () => {
    const { calls, queue } = recorded()
    let attempts = 0
    const lazy = lazyJobQueue(async () => {
      if (++attempts === 1) throw new Error('away')
      return queue
    })
    await lazy.consume('remind', async () => {})
    await expect(lazy.enqueue('remind', 1)).rejects.toThrow('away')
    await lazy.enqueue('remind', 1)
    expect(calls).toEqual(['consume remind', 'enqueue remind'])
  })
})
