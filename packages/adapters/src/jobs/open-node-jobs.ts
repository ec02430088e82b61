import type { JobQueue } from '@lianshu/kernel'
import { sql } from 'drizzle-orm'
import type { Queries } from '../postgres/open-database.ts'
import type { JobQueueOptions } from './job-queue.ts'
import { lazyJobQueue } from './lazy-job-queue.ts'

/** Where BullMQ keeps jobs in a database; there since the first job of the node. */
const jobSchema = 'bullmq'

/**
 * The queue of a node. In the node's own database it opens with the first job, or at once when jobs may
 * wait there from before; in Redis, which has to be there anyway, it opens at once.
 */
export async function openNodeJobs(db: Queries, options: JobQueueOptions): Promise<JobQueue> {
  // Loaded when opened: BullMQ is 20 MB, and a connector at rest does without it.
  const open = async () => (await import('./job-queue.ts')).openJobQueue(options)
  if (options.redis || (await isInUse(db))) return open()
  return lazyJobQueue(open)
}

async function isInUse(db: Queries): Promise<boolean> {
  const rows = await db.execute(sql`select to_regnamespace(${jobSchema}) is not null as used`)
  return Boolean((rows as unknown as readonly { used: boolean }[])[0]?.used)
}
