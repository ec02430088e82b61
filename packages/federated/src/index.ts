export { advanceRun } from './coordinator/advance-run.ts'
export { advertiseKey } from './coordinator/advertise-key.ts'
export { cancelRun } from './coordinator/cancel-run.ts'
export { createRun } from './coordinator/create-run.ts'
export { type ExcludeOwner, excludeOwner } from './coordinator/exclude-owner.ts'
export { averagedModel, firstModel } from './coordinator/first-model.ts'
export { joinRun } from './coordinator/join-run.ts'
export { leaveRun } from './coordinator/leave-run.ts'
export { nextWork } from './coordinator/next-work.ts'
export { openModel } from './coordinator/open-model.ts'
export type { CoordinatorDeps, CoordinatorStores } from './coordinator/ports.ts'
export { restartAttempt } from './coordinator/restart-attempt.ts'
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
export { scalingFromSums } from './coordinator/scaling-from-sums.ts'
export { submitMaskedVector, vectorBytesDue } from './coordinator/submit-masked-vector.ts'
export { tickRuns } from './coordinator/tick-runs.ts'
export { aucFromHistograms } from './metrics/auc.ts'
export { accuracyOf, type Confusion, f1Of } from './metrics/confusion.ts'
export { metricsFromSums } from './metrics/metrics-from-sums.ts'
export type { RunMetrics } from './metrics/run-metrics.ts'
export type { ParticipateCommand } from './participant/keep-participation.ts'
export { participateInRun } from './participant/participate-in-run.ts'
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
  ParticipantDeps,
  ParticipantStores,
  ParticipationStore,
  VectorCache,
} from './participant/ports.ts'
export { withdrawFromRun } from './participant/withdraw-from-run.ts'
export { type BuiltPlan, buildPlan, type PlanWish } from './plan/build-plan.ts'
export { mapOwnerColumns, type OwnerColumnMapping } from './plan/map-owner-columns.ts'
export type { LeftOut, OwnerColumn, OwnerProfile } from './plan/owner-profile.ts'
export { type UnitConversion, unitConversion } from './plan/units.ts'
export { type Model, readModel, writeModel } from './safetensors/model-file.ts'
export {
  readSafetensors,
  type Tensor,
  type TensorFile,
  writeSafetensors,
} from './safetensors/safetensors.ts'
export { minimumCohort, type VerifiedCohort, verifyCohort } from './secure-aggregation/cohort.ts'
export { decodeFixedPoint, encodeFixedPoint } from './secure-aggregation/fixed-point.ts'
export { independentParties } from './secure-aggregation/independent-parties.ts'
export { createMaskingKey, type MaskingKey } from './secure-aggregation/masking-key.ts'
export { addVector, vectorBytes, vectorFromBytes } from './secure-aggregation/ring-vector.ts'
export type { Signer, VerifySignature } from './signing.ts'
