import type { Queue, Worker } from 'bullmq'

/** What the job queue uses of BullMQ's classes, whatever store is behind them. */
export type JobStore = Pick<Queue, 'add' | 'getJobScheduler' | 'upsertJobScheduler' | 'close'> & {
  on(event: 'error', heard: (error: Error) => void): unknown
}
export type JobWorker = Pick<Worker, 'waitUntilReady' | 'close'> & {
  on(event: 'error', heard: (error: Error) => void): unknown
  on(event: 'failed', heard: (job: TakenJob | undefined, error: Error) => void): unknown
}

export interface TakenJob {
  readonly id?: string
  readonly name: string
  readonly data: unknown
  readonly attemptsMade: number
}

/** Where jobs wait: PostgreSQL or Redis. The job queue is the same on both. */
export interface JobBackend {
  store(name: string): JobStore
  worker(
    name: string,
    run: (job: TakenJob) => Promise<void>,
    options: { readonly concurrency: number; readonly maxStalledCount: number },
  ): JobWorker
  /** False while the store is away: what is asked of it then would wait for its return. */
  isUp(): boolean
  /** Rejects when jobs can be neither given nor taken now. */
  check(): Promise<void>
  /** Only of a store that may lose what it holds: `heard` is called whenever it has come (back). */
  readonly onReturn?: (heard: () => void) => void
  close(): Promise<void>
}
