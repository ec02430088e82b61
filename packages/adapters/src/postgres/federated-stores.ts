import type {
  Attempt,
  CoordinatorStores,
  Participation,
  ParticipationStore,
  PhaseInput,
  Run,
  StoredReceipt,
} from '@lianshu/federated'
import type { Queries } from './open-database.ts'
import {
  participations,
  trainingAttempts,
  trainingInputs,
  trainingReceipts,
  trainingRuns,
} from './schema/federated.ts'
import { createVersionedStore } from './versioned-store.ts'

/** What the coordinator keeps, on the pool or in a transaction. */
export function bindCoordinatorStores(db: Queries): Omit<CoordinatorStores, 'records'> {
  return {
    runs: createVersionedStore<Run, 'state' | 'initiator'>(db, trainingRuns, {
      state: (run) => run.state,
      toKeys: (run) => ({ initiator: run.initiator }),
    }),
    attempts: createVersionedStore<Attempt, 'runId' | 'state'>(db, trainingAttempts, {
      state: (attempt) => attempt.state,
      toKeys: (attempt) => ({ runId: attempt.runId }),
    }),
    inputs: createVersionedStore<PhaseInput, 'attemptId' | 'phase'>(db, trainingInputs, {
      state: () => 'RECEIVED',
      toKeys: ({ attemptId, phase }) => ({ attemptId, phase }),
    }),
    receipts: createVersionedStore<StoredReceipt, 'runId'>(db, trainingReceipts, {
      state: () => 'ISSUED',
      toKeys: (receipt) => ({ runId: receipt.runId }),
    }),
  }
}

/** The parts that a connector's owners take in runs. */
export function bindParticipations(db: Queries): ParticipationStore {
  return createVersionedStore<Participation, 'state' | 'runId'>(db, participations, {
    state: (participation) => participation.state,
    toKeys: (participation) => ({ runId: participation.runId }),
  })
}
