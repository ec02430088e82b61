import type { Words } from '@lianshu/kernel'

/** What `npm start` reports at the end, and what `--json` prints. Sizes in bytes, money in fen, times in seconds. */
export interface Summary {
  readonly home: string
  readonly portal: string
  /** What the tables are: simulated ones say so. */
  readonly data: { readonly simulated: boolean; readonly note: string; readonly seed: number }
  readonly participants: readonly ParticipantSummary[]
  readonly listings: readonly {
    readonly id: string
    readonly title: Words
    readonly owner: string
    readonly rows: number
  }[]
  readonly demand: DemandSummary
  readonly agreements: readonly {
    readonly id: string
    readonly owner: string
    readonly state: string
    readonly priceFen: number
  }[]
  readonly run: RunSummary
  readonly metrics: MetricSummary
  readonly settlement: {
    readonly totalFen: number
    readonly shares: readonly {
      readonly owner: string
      readonly rows: number
      readonly fen: number
    }[]
  }
  /** Bytes that left each node, by kind of message. */
  readonly bytesOut: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly logs: readonly LogSummary[]
  readonly model: { readonly path: string; readonly sha256: string; readonly bytes: number }
  readonly seconds: Readonly<Record<string, number>>
}

export interface ParticipantSummary {
  readonly name: Words
  readonly did: string
  readonly roles: readonly string[]
  readonly url: string
}

export interface DemandSummary {
  readonly id: string
  readonly text: string
  readonly ranked: readonly MatchSummary[]
  readonly excluded: readonly Omit<MatchSummary, 'score'>[]
}

export interface MatchSummary {
  readonly listingId: string
  readonly title: Words
  readonly score: number
  readonly reasons: readonly Words[]
}

export interface RunSummary {
  readonly id: string
  readonly state: string
  readonly planHash: string
  readonly task: string
  readonly target: string
  readonly backend: string
  readonly rounds: readonly {
    readonly round: number
    readonly loss: number
    readonly seconds: number
  }[]
}

/**
 * One metric of three ways of training, all scored on the union of the owners' held-back rows and with
 * the same number of epochs over each row. `local` and `pooled` are made by the sandbox after the run and
 * feed nothing back; `inRun` is what the coordinator computed from masked histograms.
 */
export interface MetricSummary {
  readonly name: 'auc' | 'f1' | 'rmse'
  readonly federated: number
  readonly localMean: number
  readonly local: readonly { readonly owner: string; readonly value: number }[]
  readonly pooled: number
  readonly inRun: number
  readonly heldBackRows: number
}

export interface LogSummary {
  readonly node: string
  /** A node of this sandbox, not a guest from elsewhere. */
  readonly own: boolean
  readonly size: number
  readonly root: string
  readonly verified: boolean
  readonly witnessed: boolean
  readonly problem?: string
}
