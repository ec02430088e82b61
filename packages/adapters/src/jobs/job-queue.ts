import { type Job, type JobQueue, type Json, type Logger, silentLogger } from '@lianshu/kernel'
import type { JobStore, JobWorker, TakenJob } from './job-backend.ts'
import { keepSchedules } from './kept-schedules.ts'
import { openPostgresJobBackend } from './postgres-job-backend.ts'
import { openRedisJobBackend, type RedisPlace } from './redis-job-backend.ts'

/** Finished jobs that stay visible for a look back; failed ones stay longer. */
const kept = { removeOnComplete: { count: 200 }, removeOnFail: { count: 1000 } }
const firstPauseMs = 1000

export interface JobQueueOptions {
  readonly databaseUrl: string
  /** Jobs wait in Redis; without it in the node's database. */
  readonly redis?: RedisPlace
  /** How often Redis is asked whether it still holds our schedules. Default 30 000 ms. */
  readonly reviewMs?: number
  readonly logger?: Logger
}

/** The JobQueue on BullMQ. One BullMQ queue per job name, so that a process only gets jobs that it can run. */
export async function openJobQueue(options: JobQueueOptions): Promise<JobQueue> {
  const { databaseUrl, redis, reviewMs = 30_000, logger = silentLogger } = options
  const backend = redis
    ? await openRedisJobBackend(redis, logger)
    : await openPostgresJobBackend(databaseUrl, logger)
  const stores = new Map<string, JobStore>()
  const workers: JobWorker[] = []
  let isClosing = false

  /** A connection that ends while the queue closes, or while its store is away, is no news. */
  const report = (message: string, name: string) => (error: Error) => {
    const fields = { job: name, reason: error.message }
    if (isClosing || !backend.isUp()) logger.debug(message, fields)
    else logger.error(message, fields)
  }

  const storeOf = (name: string) => {
    const known = stores.get(name)
    if (known) return known
    const store = backend.store(name)
    store.on('error', report('job queue', name))
    stores.set(name, store)
    return store
  }
  const schedules = keepSchedules({
    ...{ backend, storeOf, report, reviewMs },
    options: { opts: kept },
  })

  return {
    async enqueue(name, payload, { id, delayMs, attempts = 3 } = {}) {
      // Else BullMQ would wait for the store's return, and the caller with it.
      if (!backend.isUp()) await backend.check()
      await storeOf(name).add(name, payload, {
        ...kept,
        attempts,
        backoff: { type: 'exponential', delay: firstPauseMs },
        ...(id === undefined ? {} : { jobId: jobId(id) }),
        ...(delayMs === undefined ? {} : { delay: delayMs }),
      })
    },

    async consume(name, handler, { concurrency = 1 } = {}) {
      const limits = { concurrency, maxStalledCount: 10 }
      const worker = backend.worker(name, (job) => handler(toJob(job)), limits)
      worker.on('failed', (job, error) => {
        const fields = { job: name, id: job?.id, attempt: job?.attemptsMade, reason: error.message }
        logger.error('a job failed', fields)
      })
      worker.on('error', report('job worker', name))
      workers.push(worker)
      if (backend.isUp()) await worker.waitUntilReady()
    },

    schedule: schedules.add,
    check: () => backend.check(),

    async close() {
      isClosing = true
      schedules.stop()
      // A store that is away would be waited for.
      const force = !backend.isUp()
      await Promise.all(workers.map((worker) => worker.close(force)))
      await Promise.all([...stores.values()].map((store) => store.close()))
      await backend.close()
    },
  }
}

// BullMQ keeps colons and bare integers for ids of its own making.
const jobId = (id: string): string => `id-${encodeURIComponent(id)}`

const fromJobId = (id: string): string =>
  id.startsWith('id-') ? decodeURIComponent(id.slice(3)) : id

function toJob(job: TakenJob): Job {
  return {
    id: fromJobId(job.id ?? ''),
    name: job.name,
    payload: job.data as Json,
    attempt: job.attemptsMade + 1,
  }
}
