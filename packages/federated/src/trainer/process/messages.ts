import type { DomainError, Result } from '@lianshu/kernel'
import type { TrainingPlan } from '@lianshu/protocol/rounds'
import type { BackendName } from '../backend.ts'
import type { ColumnMapping } from '../preprocessing/column-mapping.ts'

/** What the parent asks of a training process. Bytes travel as they are (structured clone). */
export type TrainingRequest =
  | {
      readonly do: 'open'
      /** A columns file, the only data that the process may read. */
      readonly tablePath: string
      readonly plan: TrainingPlan
      readonly mappings: readonly ColumnMapping[]
      readonly backends: readonly BackendName[]
    }
  | { readonly do: 'statistics' }
  | {
      readonly do: 'train'
      readonly round: number
      readonly seed: number
      readonly model: Uint8Array
    }
  | { readonly do: 'evaluate'; readonly model: Uint8Array }

/** Every request gets one answer, in order. */
export interface Asked<Request> {
  readonly id: number
  readonly request: Request
}

export interface Answered {
  readonly id: number
  readonly answer: Result<unknown, DomainError>
}
