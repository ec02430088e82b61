import type { TrainingPlan } from '@lianshu/protocol/rounds'

export interface TrainingSize {
  readonly task: TrainingPlan['task']
  /** Rows that one owner typically brings, as its published profile says. */
  readonly rowsPerOwner: number
}

/** The parts of a plan that decide how well and how fast it learns. */
export type DefaultTraining = Pick<TrainingPlan, 'rounds'> & {
  readonly model: Omit<TrainingPlan['model'], 'seed'>
  readonly local: Omit<TrainingPlan['local'], 'seed'>
}

/** Batches per local epoch that a table of middling size gives with the batch sizes below. */
const batchesPerEpoch = 25
/** From here on one pass per round moves the model far enough. */
const largeTable = 20_000

/**
 * Training that does well on tables it was not tuned for. Chosen on AI4I 2020 (five equal owners, and
 * three owners by product type; five seeds): two hidden layers of 64 and 32, Adam at 0.01 with fresh
 * state per round, batches of 64, two local epochs, balanced classes, ten rounds. Balancing narrows the
 * gap to pooled training most where owners' class shares differ; small tables need small batches to make
 * enough steps per round, large ones are cheaper with big ones.
 */
export function defaultTraining({ task, rowsPerOwner }: TrainingSize): DefaultTraining {
  const batch = 2 ** Math.round(Math.log2(Math.max(1, rowsPerOwner) / batchesPerEpoch))
  return {
    model: { kind: 'dense', hidden: [64, 32], activation: 'relu' },
    local: {
      epochs: rowsPerOwner >= largeTable ? 1 : 2,
      batchSize: Math.min(256, Math.max(8, batch)),
      learningRate: task === 'regression' ? 0.005 : 0.01,
      optimizer: 'adam',
      balanceClasses: task !== 'regression',
    },
    rounds: 10,
  }
}
