export type { CoordinatorDeps, CoordinatorStores } from './coordinator/ports.ts'
export { type AttemptState, attemptMachine, type InputPhase } from './coordinator/round-machine.ts'
export {
  type Attempt,
  attemptId,
  bindingOf,
  type Invited,
  type Member,
  type ModelReference,
  type PhaseInput,
  phaseInputId,
  type Run,
  type StoredReceipt,
} from './coordinator/run.ts'
export { createRunEvents, type RunEvent, type RunEvents } from './coordinator/run-events.ts'
export { type RunState, runMachine } from './coordinator/run-machine.ts'
export type { RunMetrics } from './metrics/run-metrics.ts'
export {
  type BytesOut,
  type Participation,
  type ParticipationState,
  participationMachine,
} from './participant/participation.ts'
export type {
  Authorize,
  CoordinatorClient,
  LocalSums,
  LocalTrainer,
  LocalUpdate,
  ParticipationStore,
  VectorCache,
} from './participant/ports.ts'
export { type Model, readModel, writeModel } from './safetensors/model-file.ts'
export {
  readSafetensors,
  type Tensor,
  type TensorFile,
  writeSafetensors,
} from './safetensors/safetensors.ts'
export type { Signer, VerifySignature } from './signing.ts'
