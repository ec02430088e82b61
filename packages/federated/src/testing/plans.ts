import type { TrainingPlan } from '@lianshu/protocol/rounds'

export const coordinatorId = 'did:web:broker'
export const initiatorId = 'did:web:trainer'

/** A small valid plan for tests; parts may be replaced. */
export const testPlan = (change: Partial<TrainingPlan> = {}): TrainingPlan => ({
  id: 'plan-1',
  version: 1,
  task: 'binary',
  target: { column: 'failed', kind: 'classes', classes: ['0', '1'] },
  features: [
    { column: 'torque', kind: 'numeric', unit: 'Nm', range: { low: 0, high: 100 } },
    { column: 'product', kind: 'categorical', categories: ['L', 'M'] },
  ],
  preprocessing: {
    numeric: 'standardise',
    missing: 'mean-and-indicator',
    categorical: 'one-hot-with-other',
  },
  model: { kind: 'dense', hidden: [4], activation: 'relu', seed: 1 },
  local: {
    epochs: 1,
    batchSize: 32,
    learningRate: 0.01,
    optimizer: 'adam',
    balanceClasses: true,
    seed: 1,
  },
  strategy: { kind: 'fedavg' },
  rounds: 3,
  cohort: { minimum: 3, maximum: 10, deadlineMs: 1000 },
  secureAggregation: {
    kind: 'pairwise-masks',
    fractionBits: 24,
    clip: 8,
    maximumRows: 1_000_000,
  },
  evaluation: { testFraction: 0.2, seed: 1, histogramBins: 20 },
  initiator: initiatorId,
  coordinator: coordinatorId,
  purpose: 'predictive maintenance',
  ...change,
})
