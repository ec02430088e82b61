import type { Json, Words } from '@lianshu/kernel'

/** A training run as the broker shows it to everyone: sums, hashes and states, never an owner's rows. */
export interface Run {
  readonly id: string
  readonly state: string
  readonly task: string
  readonly target: string
  readonly plan: Json
  readonly planHash: string
  readonly demandId?: string
  readonly round: number
  readonly rounds: number
  readonly participants: readonly RunParticipant[]
  readonly history: readonly RoundOutcome[]
  readonly initiator?: { readonly did: string; readonly name: Words }
  readonly purpose?: Words
  /** Why it FAILED or was CANCELLED. */
  readonly sentence?: string
  /** Numbers by name; `confusion` holds rows by [true class][predicted class]. */
  readonly evaluation?: { readonly metrics: Readonly<Record<string, unknown>> }
  readonly settlement?: Settlement
  readonly model?: { readonly sha256: string; readonly size: number }
  readonly startedAt: string
  readonly endedAt?: string
}

export interface RunParticipant {
  readonly did: string
  readonly name: Words
  readonly state: string
  readonly agreementId: string
  readonly bytesOut?: number
}

export interface RoundOutcome {
  readonly round: number
  readonly phase: string
  /** Mean loss over all owners' rows; absent in rounds that train nothing, e.g. statistics. */
  readonly loss?: number
  readonly metric?: number
  readonly rows: number
  /** How many owners' inputs are in the sum. */
  readonly cohort: number
  /** 1 at first; more when a round was opened again after drop-outs. */
  readonly attempt: number
  readonly seconds: number
  readonly modelSha256?: string
  readonly bytes: number
}

export interface Settlement {
  readonly totalFen: number
  readonly shares: readonly {
    readonly did: string
    readonly name: Words
    /** Rows trained on, summed over the rounds. */
    readonly rows: number
    readonly fen: number
  }[]
}
