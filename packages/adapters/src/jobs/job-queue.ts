import { type Job, type JobQueue, type Json, type Logger, silentLogger } from '@lianshu/kernel'
import type { Job as QueueJob } from 'bullmq'
import { openJobConnection, Queue, Worker } from './job-connection.ts'

/** Finished jobs that stay visible for a look back; failed ones stay longer. */
const kept = { removeOnComplete: { count: 200 }, removeOnFail: { count: 1000 } }
const firstPauseMs = 1000

/**
 * The JobQueue on BullMQ with its Postgres back-end, in the schema `bullmq` of the node's database. One
 * BullMQ queue per job name, so that a process only gets jobs that it can run. The connections are
 * two, and one more per consumed name.
 */
export async function openJobQueue(options: {
  readonly databaseUrl: string
  readonly logger?: Logger
}): Promise<JobQueue> {
  const { databaseUrl, logger = silentLogger } = options
  const { pool: connection, allowOneMore, close } = await openJobConnection(databaseUrl, logger)
  const queues = new Map<string, InstanceType<typeof Queue>>()
  const workers: InstanceType<typeof Worker>[] = []
  let isClosing = false

  /** A connection that ends while the queue closes is no news. */
  const report = (message: string, name: string) => (error: Error) => {
    const fields = { job: name, reason: error.message }
    if (isClosing) logger.debug(message, fields)
    else logger.error(message, fields)
  }

  const queueOf = (name: string) => {
    const known = queues.get(name)
    if (known) return known
    const queue = new Queue(name, { connection })
    queue.on('error', report('job queue', name))
    queues.set(name, queue)
    return queue
  }

  return {
    async enqueue(name, payload, { id, delayMs, attempts = 3 } = {}) {
      await queueOf(name).add(name, payload, {
        ...kept,
        attempts,
        backoff: { type: 'exponential', delay: firstPauseMs },
        ...(id === undefined ? {} : { jobId: jobId(id) }),
        ...(delayMs === undefined ? {} : { delay: delayMs }),
      })
    },

    async consume(name, handler, { concurrency = 1 } = {}) {
      allowOneMore()
      const worker = new Worker(name, (job) => handler(toJob(job)), {
        connection,
        concurrency,
        maxStalledCount: 10,
      })
      worker.on('failed', (job, error) => {
        const fields = { job: name, id: job?.id, attempt: job?.attemptsMade, reason: error.message }
        logger.error('a job failed', fields)
      })
      worker.on('error', report('job worker', name))
      workers.push(worker)
      await worker.waitUntilReady()
    },

    async schedule(name, everyMs, payload) {
      const template = { name, data: payload, opts: kept }
      await queueOf(name).upsertJobScheduler(name, { every: everyMs }, template)
    },

    async close() {
      isClosing = true
      await Promise.all(workers.map((worker) => worker.close()))
      await Promise.all([...queues.values()].map((queue) => queue.close()))
      await close()
    },
  }
}

// BullMQ keeps colons and bare integers for ids of its own making.
const jobId = (id: string): string => `id-${encodeURIComponent(id)}`

const fromJobId = (id: string): string =>
  id.startsWith('id-') ? decodeURIComponent(id.slice(3)) : id

function toJob(job: Pick<QueueJob, 'id' | 'name' | 'data' | 'attemptsMade'>): Job {
  return {
    id: fromJobId(job.id ?? ''),
    name: job.name,
    payload: job.data as Json,
    attempt: job.attemptsMade + 1,
  }
}
