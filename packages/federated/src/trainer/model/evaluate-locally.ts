import {
  errorClamp,
  evaluationLayout,
  joinVector,
  lossClamp,
  type Scaling,
  type TrainingPlan,
} from '@lianshu/protocol/rounds'
import type { Backend } from '../backend.ts'
import { errorSums } from '../metrics/regression.ts'
import type { Examples } from '../preprocessing/examples.ts'
import { headOf } from './heads.ts'
import { predictedClasses, probabilities, rawOutputs } from './predict.ts'

/**
 * One owner's sums over its held-back rows, in the layout of `evaluationLayout(plan)`; they add across
 * owners. The loss is unweighted.
 */
export function evaluateLocally(
  backend: Backend,
  plan: TrainingPlan,
  scaling: Scaling,
  weights: Float32Array,
  examples: Examples,
): Float64Array {
  const outputs = rawOutputs(backend, plan, scaling, weights, examples)
  const { targets } = examples
  const head = headOf(plan, scaling)
  let loss = 0
  targets.forEach((target, row) => {
    loss += Math.min(lossClamp, head.rowLoss(outputs, row, target))
  })
  const classes = plan.target.kind === 'classes' ? plan.target.classes.length : 0
  return joinVector(evaluationLayout(plan), {
    rows: [examples.rows],
    loss: [loss],
    scores: classes === 0 ? [] : scoreHistograms(plan, outputs, targets),
    confusion:
      classes === 0 ? [] : confusionCounts(targets, predictedClasses(plan, outputs), classes),
    errors: classes === 0 ? clampedErrors(targets, outputs) : [],
  })
}

/** Rows by [true class · classes + predicted class]. */
function confusionCounts(
  actual: Float32Array,
  predicted: Uint32Array,
  classes: number,
): Float64Array {
  const counts = new Float64Array(classes * classes)
  actual.forEach((label, row) => {
    counts[label * classes + predicted[row]!]! += 1
  })
  return counts
}

function scoreHistograms(
  plan: TrainingPlan,
  outputs: Float32Array,
  targets: Float32Array,
): Float64Array {
  const bins = plan.evaluation.histogramBins
  const scores = probabilities(plan, outputs)
  const scored = scores.length / Math.max(1, targets.length)
  const counts = new Float64Array(scored * 2 * bins)
  scores.forEach((probability, index) => {
    const label = index % scored
    const target = targets[Math.floor(index / scored)]!
    const isMember = (scored === 1 ? target === 1 : target === label) ? 1 : 0
    const bin = Math.min(bins - 1, Math.floor(probability * bins))
    counts[(label * 2 + isMember) * bins + bin]! += 1
  })
  return counts
}

function clampedErrors(targets: Float32Array, outputs: Float32Array): number[] {
  const held = (value: number) => Math.min(errorClamp, Math.max(-errorClamp, value))
  const predicted = outputs.map((output, row) => targets[row]! - held(targets[row]! - output))
  const sums = errorSums(targets, predicted)
  return [sums.squaredError, sums.absoluteError, sums.target, sums.targetSquared]
}
