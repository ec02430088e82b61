export { type Backend, type BackendName, backendNames, openBackend } from './backend.ts'
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
export { accuracy, confusionCounts, macroF1 } from './metrics/classes.ts'
export { averagePrecision, rocAuc } from './metrics/ranking.ts'
export { type ErrorSums, errorSums, mae, rmse, rSquared } from './metrics/regression.ts'
export { evaluateLocally } from './model/evaluate-locally.ts'
export { predictedClasses, probabilities, rawOutputs } from './model/predict.ts'
export {
  type LocalTraining,
  type LocalTrainingOutcome,
  trainLocally,
} from './model/train-locally.ts'
export { initialWeights, type WeightPart, weightParts } from './model/weights.ts'
export {
  type ColumnMapping,
  identityMapping,
  mappingOf,
} from './preprocessing/column-mapping.ts'
export { type Examples, makeExamples } from './preprocessing/examples.ts'
export { fitScaling } from './preprocessing/fit-scaling.ts'
export { type HeldBackSplit, heldBackSplit } from './preprocessing/hold-back.ts'
export { type PlanRows, planRows } from './preprocessing/plan-rows.ts'
export { statisticsVector } from './preprocessing/statistics.ts'
