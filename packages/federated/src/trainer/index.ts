export { type Backend, type BackendName, backendNames, openBackend } from './backend.ts'
export type { BaselineTable } from './baselines/baseline-child.ts'
export {
  type BaselineOptions,
  type Baselines,
  compareWithBaselines,
  headline,
} from './baselines/compare-with-baselines.ts'
export { type ExactScores, type ScoredModel, scoreModel } from './baselines/score-model.ts'
export { trainBaseline } from './baselines/train-baseline.ts'
export { type ColumnSource, readSource, type SourceBatch } from './columns/column-source.ts'
export {
  type CategoryColumn,
  type Column,
  type ColumnTable,
  cellText,
  columnNamed,
  type NumericColumn,
  takeRows,
} from './columns/column-table.ts'
export {
  decodeColumns,
  encodeColumns,
  readColumnsFile,
  writeColumnsFile,
} from './columns/columns-file.ts'
export { type DefaultTraining, defaultTraining, type TrainingSize } from './default-training.ts'
export { averagePrecision, rocAuc } from './metrics/ranking.ts'
export { type ErrorSums, errorSums, mae, rmse, rSquared } from './metrics/regression.ts'
export { evaluateLocally } from './model/evaluate-locally.ts'
export { predictedClasses, probabilities, rawOutputs } from './model/predict.ts'
export {
  type LocalTraining,
  type LocalTrainingOutcome,
  trainLocally,
} from './model/train-locally.ts'
export { flatWeights, type WeightPart, weightParts } from './model/weights.ts'
export {
  type ColumnMapping,
  identityMapping,
  mappingOf,
} from './preprocessing/column-mapping.ts'
export { type Examples, makeExamples } from './preprocessing/examples.ts'
export { type HeldBackSplit, heldBackSplit } from './preprocessing/hold-back.ts'
export { type PlanRows, planRows } from './preprocessing/plan-rows.ts'
export { type PreparedRows, prepareRows } from './preprocessing/prepared-rows.ts'
export { statisticsVector } from './preprocessing/statistics.ts'
export {
  startTrainingProcess,
  type TrainingProcess,
  type TrainingProcessOptions,
} from './process/training-process.ts'
