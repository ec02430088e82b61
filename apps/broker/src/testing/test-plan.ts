import type { Did } from '@lianshu/kernel'
import type { TrainingPlan } from '@lianshu/protocol/rounds'

/** The smallest plan that says something, for three owners. */
export const planOf = (initiator: Did, coordinator: Did): TrainingPlan => ({
  ...{ id: 'urn:plan', version: 1, task: 'binary', initiator, coordinator, rounds: 2 },
  target: { column: 'failure', kind: 'classes', classes: ['0', '1'] },
  features: [{ column: 'torque', kind: 'numeric', unit: 'Nm', range: { low: 0, high: 80 } }],
  preprocessing: {
    ...{ numeric: 'standardise', missing: 'mean-and-indicator', categorical: 'one-hot-with-other' },
  },
  model: { kind: 'dense', hidden: [2], activation: 'relu', seed: 1 },
  local: {
    ...{ epochs: 1, batchSize: 32, learningRate: 0.01, optimizer: 'adam' },
    ...{ balanceClasses: true, seed: 1 },
  },
  strategy: { kind: 'fedavg' },
  cohort: { minimum: 3, maximum: 3, deadlineMs: 60_000 },
  secureAggregation: { kind: 'pairwise-masks', fractionBits: 24, clip: 8, maximumRows: 100_000 },
  evaluation: { testFraction: 0.25, seed: 1, histogramBins: 100 },
  purpose: 'predictive maintenance',
})
