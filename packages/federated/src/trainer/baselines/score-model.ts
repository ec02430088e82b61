import type { Scaling, TrainingPlan } from '@lianshu/protocol/rounds'
import { metricsFromSums } from '../../metrics/metrics-from-sums.ts'
import type { RunMetrics } from '../../metrics/run-metrics.ts'
import type { Backend } from '../backend.ts'
import { averagePrecision, rocAuc } from '../metrics/ranking.ts'
import { errorSums, mae, rmse, rSquared } from '../metrics/regression.ts'
import { evaluateLocally } from '../model/evaluate-locally.ts'
import { probabilities, rawOutputs } from '../model/predict.ts'
import type { PreparedRows } from '../preprocessing/prepared-rows.ts'
import { mergeExamples, sumVectors } from './pool.ts'

/** A model as numbers: flat weights and the scaling that they were trained with. */
export interface ScoredModel {
  readonly scaling: Scaling
  readonly weights: Float32Array
}

/** As RunMetrics, but exact: ranks instead of histograms, errors in the target's unit without clamps. */
export type ExactScores = RunMetrics & {
  /** Area under the precision–recall curve of the positive class; binary tasks only. */
  readonly averagePrecision?: number
}

/**
 * Scores a model on the held-back rows of all owners together. Only a test bench may do this: it sees
 * every owner's rows at once.
 */
export function scoreModel(
  backend: Backend,
  plan: TrainingPlan,
  { scaling, weights }: ScoredModel,
  owners: readonly PreparedRows[],
): ExactScores {
  const parts = owners.map((owner) => owner.testExamples(scaling))
  const sums = sumVectors(
    parts.map((part) => evaluateLocally(backend, plan, scaling, weights, part)),
  )
  const metrics = metricsFromSums(plan, scaling, sums)
  const outputs = rawOutputs(backend, plan, scaling, weights, mergeExamples(parts))
  const actual = owners.flatMap((owner) => [...owner.testTargets()])
  if (metrics.task === 'regression') return { ...metrics, ...exactErrors(scaling, outputs, actual) }
  if (metrics.task === 'multiclass')
    return { ...metrics, auc: oneAgainstRest(plan, outputs, actual) }
  return {
    ...metrics,
    auc: rocAuc(outputs, actual),
    averagePrecision: averagePrecision(outputs, actual),
  }
}

function exactErrors({ target }: Scaling, outputs: Float32Array, actual: readonly number[]) {
  const { mean, deviation } = target.kind === 'numeric' ? target : { mean: 0, deviation: 1 }
  const predicted = Float64Array.from(outputs, (output) => mean + deviation * output)
  const sums = errorSums(actual, predicted)
  return { rmse: rmse(sums), mae: mae(sums), r2: rSquared(sums) }
}

/** Mean AUC over the classes that have both members and others. */
function oneAgainstRest(
  plan: TrainingPlan,
  outputs: Float32Array,
  actual: readonly number[],
): number {
  const scores = probabilities(plan, outputs)
  const classes = outputs.length / actual.length
  const areas: number[] = []
  for (let label = 0; label < classes; label++) {
    const area = rocAuc(
      actual.map((_, row) => scores[row * classes + label]!),
      actual.map((target) => (target === label ? 1 : 0)),
    )
    if (!Number.isNaN(area)) areas.push(area)
  }
  return areas.reduce((sum, area) => sum + area, 0) / areas.length
}
