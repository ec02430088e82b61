import type { RunMetrics } from '@lianshu/federated'
import type { Words } from '@lianshu/kernel'
import type { TrainingPlan } from '@lianshu/protocol/rounds'

/** A run as the operator's node shows it. */
export interface RunView {
  readonly id: string
  readonly state: string
  readonly plan: TrainingPlan
  readonly planHash: string
  readonly initiator: { readonly did: string }
  readonly participants: readonly {
    readonly did: string
    readonly name: Words
    readonly state: string
    readonly agreementId: string
  }[]
  readonly history: readonly {
    readonly round: number
    readonly phase: string
    readonly loss?: number
    readonly seconds: number
    readonly cohort: number
    readonly attempt: number
  }[]
  readonly evaluation?: { readonly metrics: RunMetrics }
  readonly settlement?: {
    readonly totalFen: number
    readonly shares: readonly {
      readonly did: string
      readonly rows: number
      readonly fen: number
    }[]
  }
  readonly model?: { readonly sha256: string; readonly size: number }
  readonly sentence?: string
}

export const isOver = ({ state }: RunView): boolean =>
  ['COMPLETED', 'FAILED', 'CANCELLED'].includes(state)
