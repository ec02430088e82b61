import type {
  AgreementId,
  Clock,
  Did,
  DomainError,
  Logger,
  ObjectStore,
  RecordLog,
  Result,
  RunId,
  Transactor,
  VersionedStore,
} from '@lianshu/kernel'
import type { Binding, JoinRequest, Work } from '@lianshu/protocol/rounds'
import type { Signer, VerifySignature } from '../signing.ts'
import type { Participation } from './participation.ts'

export type ParticipationStore = VersionedStore<Participation, 'state' | 'runId'>

/** What the owner's connector keeps; it commits together. */
export interface ParticipantStores {
  readonly participations: ParticipationStore
  readonly records: RecordLog
}

/**
 * Calls out to the coordinator about one run. Constraints: `peer.unreachable` when nothing came back
 * (worth another try), any other error is the coordinator's answer.
 */
export interface CoordinatorClient {
  join(request: JoinRequest): Promise<Result<void, DomainError>>
  /** Waits at the coordinator until the token changes, at most about half a minute. */
  nextWork(seen: string | undefined, signal: AbortSignal): Promise<Result<Work, DomainError>>
  /** The advertisement is a KeyAdvertisement as compact JWS. */
  advertiseKey(advertisement: string): Promise<Result<void, DomainError>>
  /** The statement is a VectorStatement as compact JWS, the body little-endian u64. */
  submitVector(statement: string, body: Uint8Array): Promise<Result<void, DomainError>>
  /** A global model of the run by content hash; the caller checks hash and length. */
  model(sha256: string, maximumBytes: number): Promise<Result<Uint8Array, DomainError>>
  /** Asks for a fresh attempt because this participant's key is gone. */
  restart(binding: Binding): Promise<Result<void, DomainError>>
  /** The statement is a LeaveStatement as compact JWS. */
  leave(statement: string): Promise<Result<void, DomainError>>
}

/** The owner's own decision point and ledger, asked before each round; idempotent per run, round and action. */
export type Authorize = (request: {
  readonly agreementId: AgreementId
  readonly runId: RunId
  readonly round: number
  readonly action: 'train' | 'evaluate'
  /** Everybody whose masked vectors make up the sum. */
  readonly cohort: readonly Did[]
}) => Promise<Result<void, DomainError>>

/** Sums of an owner's rows, laid out by statisticsLayout or evaluationLayout. */
export interface LocalSums {
  readonly vector: Float64Array
  readonly rows: number
}

/** What a round of local training gave. */
export interface LocalUpdate {
  /** Weights after − weights before, tensors flattened in the order of modelTensors; not yet weighted. */
  readonly delta: Float32Array
  readonly rows: number
  /** Mean loss over the training rows in the last local epoch. */
  readonly meanLoss: number
}

/**
 * Computes on the owner's rows for one plan, in a process of its own. Models are safetensors files whose
 * metadata carries the scaling (readModel). Aborting the signal ends the process.
 */
export interface LocalTrainer {
  statistics(signal: AbortSignal): Promise<Result<LocalSums, DomainError>>
  train(
    task: { readonly round: number; readonly model: Uint8Array; readonly seed: number },
    signal: AbortSignal,
  ): Promise<Result<LocalUpdate, DomainError>>
  evaluate(
    task: { readonly model: Uint8Array },
    signal: AbortSignal,
  ): Promise<Result<LocalSums, DomainError>>
}

/** Where computed vectors wait between attempts of one round; never leaves the connector. */
export type VectorCache = Pick<ObjectStore, 'put' | 'get' | 'delete'>

/** Everything that taking part in one run needs. */
export interface ParticipantDeps {
  readonly participantId: Did
  readonly signer: Signer
  readonly verify: VerifySignature
  readonly client: CoordinatorClient
  readonly trainer: LocalTrainer
  readonly authorize: Authorize
  readonly transactor: Transactor<ParticipantStores>
  /** Without it, a restarted connector computes a round's vector again. */
  readonly cache?: VectorCache
  readonly clock: Clock
  readonly logger: Logger
}
