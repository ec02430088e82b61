import {
  evaluationLayout,
  type Scaling,
  splitVector,
  type TrainingPlan,
} from '@lianshu/protocol/rounds'
import { aucFromHistograms } from './auc.ts'
import { accuracyOf, f1Of } from './confusion.ts'
import type { RunMetrics } from './run-metrics.ts'

/**
 * Metrics of the final model from the sum of all owners' evaluation vectors (evaluationLayout). Counts are
 * whole by nature, so they are rounded before use. Throws RangeError when the vector has another length.
 */
export function metricsFromSums(
  plan: TrainingPlan,
  scaling: Scaling,
  vector: Float64Array,
): RunMetrics {
  const parts = splitVector(evaluationLayout(plan), vector)
  const rows = Math.round(parts.rows[0]!)
  const meanLoss = rows > 0 ? parts.loss[0]! / rows : 0
  if (plan.target.kind === 'numeric' || plan.task === 'regression') {
    const deviation = scaling.target.kind === 'numeric' ? scaling.target.deviation : 1
    return { task: 'regression', rows, meanLoss, ...errorsOf(rows, parts.errors, deviation) }
  }
  const classes = plan.target.classes.length
  const counts = Array.from(parts.confusion, wholeCount)
  const confusion = plan.target.classes.map((_, row) =>
    counts.slice(row * classes, (row + 1) * classes),
  )
  const scores = Array.from(parts.scores, wholeCount)
  const f1 =
    plan.task === 'binary'
      ? f1Of(confusion, 1)
      : mean(plan.target.classes.map((_, index) => f1Of(confusion, index)))
  const auc = meanAuc(scores, plan.evaluation.histogramBins)
  return { task: plan.task, rows, meanLoss, accuracy: accuracyOf(confusion), auc, f1, confusion }
}

/** One class after the other: bins of the rows outside it, then bins of its members. */
function meanAuc(scores: readonly number[], bins: number): number {
  const areas: number[] = []
  for (let start = 0; start < scores.length; start += 2 * bins) {
    const others = scores.slice(start, start + bins)
    const members = scores.slice(start + bins, start + 2 * bins)
    const area = aucFromHistograms(members, others)
    if (area !== undefined) areas.push(area)
  }
  return areas.length === 0 ? 0.5 : mean(areas)
}

function errorsOf(rows: number, errors: Float64Array, deviation: number) {
  const [squares, absolutes, targets, targetSquares] = errors as unknown as [
    number,
    number,
    number,
    number,
  ]
  if (rows === 0) return { rmse: 0, mae: 0, r2: 0 }
  const spread = targetSquares - targets ** 2 / rows
  return {
    rmse: deviation * Math.sqrt(Math.max(0, squares) / rows),
    mae: (deviation * Math.max(0, absolutes)) / rows,
    r2: spread > 1e-9 * rows ? 1 - squares / spread : 0,
  }
}

const wholeCount = (value: number) => Math.max(0, Math.round(value))

const mean = (numbers: readonly number[]) =>
  numbers.reduce((total, number) => total + number, 0) / numbers.length
