import type { Json } from '../canonical-json.ts'

export interface JobOptions {
  /** Two jobs with the same id in one queue are one job. */
  readonly id?: string
  readonly delayMs?: number
  /** Default 3; with exponential back-off from one second. */
  readonly attempts?: number
}

export interface Job {
  readonly id: string
  readonly name: string
  readonly payload: Json
  readonly attempt: number
}

/**
 * Work that outlives the process that asked for it. A job may run more than once: handlers are idempotent.
 * A job is a wake-up: its store may lose it (Redis may be flushed), so what must not be lost is a row that
 * the handler, or the next start, finds by itself.
 */
export interface JobQueue {
  /** Rejects when the store is away. */
  enqueue(name: string, payload: Json, options?: JobOptions): Promise<void>
  /** Runs `handler` for every job of that name, here, until the queue is closed. */
  consume(
    name: string,
    handler: (job: Job) => Promise<void>,
    options?: { concurrency?: number },
  ): Promise<void>
  /**
   * Enqueues `payload` every `everyMs`, once in the whole system however many processes ask. A store that is
   * away, or loses the schedule, gets it when it is back.
   */
  schedule(name: string, everyMs: number, payload: Json): Promise<void>
  /** Rejects when jobs can be neither given nor taken now. */
  check(): Promise<void>
  close(): Promise<void>
}
