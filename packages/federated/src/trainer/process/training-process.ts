import { type DomainError, type Logger, ok, type Result, silentLogger } from '@lianshu/kernel'
import type { TrainingPlan } from '@lianshu/protocol/rounds'
import type { LocalTrainer } from '../../participant/ports.ts'
import { type BackendName, backendNames } from '../backend.ts'
import type { ColumnMapping } from '../preprocessing/column-mapping.ts'
import type { TrainingRequest } from './messages.ts'
import { type Child, spawnChild } from './spawn-child.ts'

export interface TrainingProcessOptions {
  /** A columns file with the mapped columns (writeColumnsFile), absolute. */
  readonly tablePath: string
  readonly plan: TrainingPlan
  readonly mappings: readonly ColumnMapping[]
  /** Backends in order of preference; native, WASM, plain JavaScript when absent. */
  readonly backends?: readonly BackendName[]
  /** Default 1024. */
  readonly memoryMb?: number
  /** Per request; default ten minutes. */
  readonly timeLimitMs?: number
  readonly logger?: Logger
}

/** A LocalTrainer in a process of its own, started when first asked and again after it was aborted. */
export interface TrainingProcess extends LocalTrainer {
  /** The backend in use, once the process runs. */
  readonly backend: BackendName | undefined
  readonly pid: number | undefined
  /** Ends the process, if any, and waits for its end. */
  close(): Promise<void>
}

/**
 * Makes the trainer of one run at one owner. Nothing is started yet.
 * Errors of its methods: `data.unreadable`, `data.unfit`, `data.empty` about the table; `input.invalid`
 * about a model; `plan.limit` when the time limit is over; `round.late` when aborted; `internal` when
 * the process ended unexpectedly. The next call after any of these starts afresh.
 */
export function startTrainingProcess(options: TrainingProcessOptions): TrainingProcess {
  const { tablePath, plan, mappings, backends = backendNames } = options
  let child: Child<TrainingRequest> | undefined
  let opened: Promise<Result<BackendName, DomainError>> | undefined
  let backend: BackendName | undefined

  const open = (signal: AbortSignal) => {
    if (!child || child.ended || !opened) {
      child = spawnChild<TrainingRequest>('./training-child.ts', {
        files: [tablePath],
        memoryMb: options.memoryMb ?? 1024,
        timeLimitMs: options.timeLimitMs ?? 600_000,
        logger: options.logger ?? silentLogger,
      })
      opened = child.ask({ do: 'open', tablePath, plan, mappings, backends }, signal)
    }
    return { child, opened }
  }
  const ask = async <Value>(
    request: TrainingRequest,
    signal: AbortSignal,
  ): Promise<Result<Value, DomainError>> => {
    const running = open(signal)
    const started = await running.opened
    if (!started.ok) {
      await running.child.close()
      return started
    }
    backend = started.value
    const answer = await running.child.ask<Value>(request, signal)
    return answer.ok ? ok(answer.value) : answer
  }

  return {
    get backend() {
      return backend
    },
    get pid() {
      return child?.ended ? undefined : child?.pid
    },
    statistics: (signal) => ask({ do: 'statistics' }, signal),
    train: ({ round, model, seed }, signal) => ask({ do: 'train', round, model, seed }, signal),
    evaluate: ({ model }, signal) => ask({ do: 'evaluate', model }, signal),
    async close() {
      await child?.close()
    },
  }
}
