import type {
  Attempt,
  CoordinatorStores,
  Participation,
  ParticipationStore,
  PhaseInput,
  Run,
  StoredReceipt,
} from '@lianshu/federated'
import {
  participations,
  trainingAttempts,
  trainingInputs,
  trainingReceipts,
  trainingRuns,
} from './schema/federated.ts'
import { createVersionedStore } from './versioned-store.ts'
import type { Work } from './work.ts'

/** What the coordinator keeps, on the pool or in a transaction. */
export function bindCoordinatorStores(work: Work): Omit<CoordinatorStores, 'records'> {
  return {
    runs: createVersionedStore<Run, 'state' | 'initiator'>(work, trainingRuns, {
      state: (run) => run.state,
      toKeys: (run) => ({ initiator: run.initiator }),
    }),
    attempts: createVersionedStore<Attempt, 'runId' | 'state'>(work, trainingAttempts, {
      state: (attempt) => attempt.state,
      toKeys: (attempt) => ({ runId: attempt.runId }),
    }),
    inputs: createVersionedStore<PhaseInput, 'attemptId' | 'phase'>(work, trainingInputs, {
      state: () => 'RECEIVED',
      toKeys: ({ attemptId, phase }) => ({ attemptId, phase }),
    }),
    receipts: createVersionedStore<StoredReceipt, 'runId'>(work, trainingReceipts, {
      state: () => 'ISSUED',
      toKeys: (receipt) => ({ runId: receipt.runId }),
    }),
  }
}

/** The parts that a connector's owners take in runs. */
export function bindParticipations(work: Work): ParticipationStore {
  return createVersionedStore<Participation, 'state' | 'runId'>(work, participations, {
    state: (participation) => participation.state,
    toKeys: (participation) => ({ runId: participation.runId }),
  })
}
