import type { JobQueue } from '@lianshu/kernel'

type Consumption = Parameters<JobQueue['consume']>

/**
 * A JobQueue that is opened when the first job is given to it or scheduled. Until then it only remembers
 * who will take which jobs: a process at rest does without the queue's library and connections. A job
 * that another process gives meanwhile waits for this one's first, or for its next start: whoever opens a
 * store that has been used before opens it at once.
 */
export function lazyJobQueue(open: () => Promise<JobQueue>): JobQueue {
  const waiting: Consumption[] = []
  let opened: Promise<JobQueue> | undefined
  const opening = async () => {
    const queue = await open()
    for (const consumption of waiting.splice(0)) await queue.consume(...consumption)
    return queue
  }
  const queue = () => {
    // One that could not be opened is tried again by the next who needs it.
    opened ??= opening().catch((error) => {
      opened = undefined
      throw error
    })
    return opened
  }
  return {
    enqueue: async (...job) => (await queue()).enqueue(...job),
    schedule: async (...schedule) => (await queue()).schedule(...schedule),
    async consume(...consumption) {
      if (opened) await (await opened).consume(...consumption)
      else waiting.push(consumption)
    },
    async check() {
      await (await opened)?.check()
    },
    async close() {
      await (await opened?.catch(() => undefined))?.close()
    },
  }
}
