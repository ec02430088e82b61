import type {
  Clock,
  Did,
  Logger,
  ObjectStore,
  Random,
  RecordLog,
  Transactor,
  VersionedStore,
} from '@lianshu/kernel'
import type { Signer, VerifySignature } from '../signing.ts'
import type { Attempt, PhaseInput, Run, StoredReceipt } from './run.ts'
import type { RunEvents } from './run-events.ts'

/** What the coordinator keeps; all of it commits together. */
export interface CoordinatorStores {
  readonly runs: VersionedStore<Run, 'state' | 'initiator'>
  readonly attempts: VersionedStore<Attempt, 'runId' | 'state'>
  readonly inputs: VersionedStore<PhaseInput, 'attemptId' | 'phase'>
  readonly receipts: VersionedStore<StoredReceipt, 'runId'>
  readonly records: RecordLog
}

/** Everything that coordination needs; each use case takes the part that it uses. */
export interface CoordinatorDeps {
  readonly coordinatorId: Did
  /** For reading outside a transaction. */
  readonly stores: Omit<CoordinatorStores, 'records'>
  readonly transactor: Transactor<CoordinatorStores>
  /** Models and masked vectors. */
  readonly objects: ObjectStore
  readonly signer: Signer
  readonly verify: VerifySignature
  readonly events: RunEvents
  readonly clock: Clock
  /** Mints ids. */
  readonly random: Random
  readonly logger: Logger
}
