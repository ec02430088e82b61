import type { AgreementId, Did, RunId, TransferId, Versioned } from '@lianshu/kernel'
import type {
  Binding,
  RoundReceipt,
  Scaling,
  StepKind,
  TrainingPlan,
} from '@lianshu/protocol/rounds'
import type { RunMetrics } from '../metrics/run-metrics.ts'
import type { AttemptState, InputPhase } from './round-machine.ts'
import type { RunState } from './run-machine.ts'

/** An owner whom the initiator names, with the agreement under which it may be asked. */
export interface Invited {
  readonly participantId: Did
  readonly agreementId: AgreementId
}

/** An owner that joined. `silent`: it missed a deadline and is left out until it asks for work again. */
export interface Member extends Invited {
  readonly transferPid: TransferId
  readonly joinedAt: string
  readonly state: 'joined' | 'silent' | 'left'
  /** Why it left: an error code or `withdrawn`. */
  readonly reason?: string
}

export interface ModelReference {
  /** Hexadecimal SHA-256 of the safetensors file. */
  readonly sha256: string
  readonly size: number
}

/** A run as its coordinator keeps it; `participantId` is the coordinator, `id` the run. */
export interface Run extends Versioned {
  readonly id: RunId
  readonly state: RunState
  readonly plan: TrainingPlan
  readonly planHash: string
  readonly initiator: Did
  readonly invited: readonly Invited[]
  readonly members: readonly Member[]
  readonly createdAt: string
  /** Until when owners may join, ISO 8601. */
  readonly joinDeadline: string
  /** The attempt that is under way; absent before the start. */
  readonly current?: { readonly step: StepKind; readonly round: number; readonly attempt: number }
  /** Known after the statistics. */
  readonly scaling?: Scaling
  /** The newest global model, known after the statistics. */
  readonly model?: ModelReference
  /** Known when COMPLETED. */
  readonly metrics?: RunMetrics
  /** Why it FAILED or was CANCELLED, in one sentence. */
  readonly sentence?: string
}

/** One attempt at one round with one set of keys. */
export interface Attempt extends Versioned {
  readonly runId: RunId
  readonly state: AttemptState
  readonly step: StepKind
  readonly round: number
  readonly attempt: number
  /** Whom the phase waits for: all invited while ADVERTISING, the fixed cohort afterwards. */
  readonly cohort: readonly Did[]
  readonly startedAt: string
  /** When the phase ends, ISO 8601. */
  readonly deadline: string
}

/** What one of the cohort sent in one phase: one row per sender and phase, written once. */
export interface PhaseInput extends Versioned {
  readonly runId: RunId
  readonly attemptId: string
  readonly phase: InputPhase
  readonly sender: Did
  /** The signed advertisement or vector statement. */
  readonly jws: string
  /** Of a masked vector: its content hash, length in bytes and the rows stated for settlement. */
  readonly vector?: { readonly sha256: string; readonly bytes: number; readonly rows: number }
}

/** A signed receipt of a finished round. */
export interface StoredReceipt extends Versioned {
  readonly runId: RunId
  readonly receipt: RoundReceipt
  readonly jws: string
}

export const attemptId = (binding: Omit<Binding, 'planHash'>): string =>
  `${binding.runId}/${binding.step}/${binding.round}/${binding.attempt}`

export const phaseInputId = (attempt: string, phase: InputPhase, sender: Did): string =>
  `${attempt}/${phase}/${sender}`

/** What messages of this attempt must be bound to. */
export const bindingOf = (run: Run, attempt: Attempt): Binding => ({
  planHash: run.planHash,
  runId: run.id,
  step: attempt.step,
  round: attempt.round,
  attempt: attempt.attempt,
})
