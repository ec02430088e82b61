import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from '@lianshu/kernel'
import { createRedisBackend, withBackend } from 'bullmq'
import type { JobBackend } from './job-backend.ts'

/** How long a start waits for Redis before it goes on without. */
const patienceMs = 2_000
const longestPauseMs = 2_000
const answerMs = 1_500

const { Queue, Worker } = withBackend(createRedisBackend)

export interface RedisPlace {
  /** `redis://` or `rediss://`, with user, password and database where needed. */
  readonly url: string
  /** Begins every key, so that nodes on one server do not take each other's jobs. */
  readonly prefix: string
}

/**
 * Jobs in Redis. It carries wake-ups, never the only copy of anything: a node starts without it, and goes
 * on when it comes (back), empty or not. One connection, and one more per consumed name.
 */
export async function openRedisJobBackend(
  { url, prefix }: RedisPlace,
  logger: Logger,
): Promise<JobBackend> {
  // Loaded here: a node on PostgreSQL alone need not hold it.
  const { Redis } = await import('ioredis')
  const connection = new Redis(url, {
    // BullMQ asks for it: its blocking commands may wait for as long as it takes.
    maxRetriesPerRequest: null,
    connectTimeout: 5_000,
    retryStrategy: (attempt) => Math.min(50 * 2 ** attempt, longestPauseMs),
  })
  const isUp = () => connection.status === 'ready'
  connection.on('error', (error) => logger.debug('redis', { reason: error.message }))
  connection.on('close', () => logger.warn('the connection to Redis was lost; jobs wait for it'))
  connection.on('ready', () => logger.info('connected to Redis'))
  await Promise.race([
    new Promise((ready) => connection.once('ready', ready)),
    sleep(patienceMs, undefined, { ref: false }),
  ])
  return {
    store: (name) => new Queue(name, { connection, prefix }),
    worker: (name, run, options) => new Worker(name, run, { connection, prefix, ...options }),
    isUp,
    async check() {
      if (!isUp()) throw new Error(`the connection to Redis is ${connection.status}`)
      // A command on a connection that just died waits for the next one.
      const late = sleep(answerMs, undefined, { ref: false }).then(() => {
        throw new Error(`Redis gave no answer in ${answerMs} ms`)
      })
      await Promise.race([connection.ping(), late])
    },
    onReturn: (heard) => void connection.on('ready', heard),
    close: async () => connection.disconnect(),
  }
}
