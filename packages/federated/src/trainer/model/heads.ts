import type { Scaling, TrainingPlan } from '@lianshu/protocol/rounds'

/** What a model's raw outputs mean for the plan's task. Pure arithmetic, the same on every backend. */
export interface Head {
  /**
   * Σ over rows of the weighted loss; adds ∂(mean weighted loss)/∂outputs to `gradient`.
   * @param outputs rows × outputs of the last, linear layer
   * @param gradient same shape; overwritten
   */
  lossAndGradient(outputs: Float32Array, targets: Float32Array, gradient: Float32Array): number
  /** Loss of one row, unweighted: comparable between owners and with a majority guess. */
  rowLoss(outputs: Float32Array, row: number, target: number): number
}

/** The head of a task: sigmoid with cross-entropy, softmax with cross-entropy, or squared error. */
export function headOf(plan: TrainingPlan, scaling: Scaling): Head {
  const weights = scaling.target.kind === 'classes' ? scaling.target.weights : []
  if (plan.task === 'binary') return binaryHead(weights)
  return plan.task === 'multiclass' ? multiclassHead(weights) : squaredErrorHead
}

/** 1 / (1 + e^−x) without overflow. */
export const sigmoid = (x: number): number =>
  x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x))

/** log(1 + e^x) without overflow. */
const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))

function binaryHead(weights: readonly number[]): Head {
  const rowLoss = (logit: number, target: number) => softplus(target === 1 ? -logit : logit)
  return {
    lossAndGradient(logits, targets, gradient) {
      let loss = 0
      for (let row = 0; row < targets.length; row++) {
        const weight = weights[targets[row]!]!
        loss += weight * rowLoss(logits[row]!, targets[row]!)
        gradient[row] = (weight * (sigmoid(logits[row]!) - targets[row]!)) / targets.length
      }
      return loss
    },
    rowLoss: (logits, row, target) => rowLoss(logits[row]!, target),
  }
}

/** Probabilities of one row's classes; shifts by the largest logit so that no exponential overflows. */
export function softmaxRow(outputs: Float32Array, row: number, classes: number): Float64Array {
  const logits = Float64Array.from(outputs.subarray(row * classes, (row + 1) * classes))
  const largest = logits.reduce((most, logit) => Math.max(most, logit), -Infinity)
  const powers = logits.map((logit) => Math.exp(logit - largest))
  const total = powers.reduce((sum, power) => sum + power, 0)
  return powers.map((power) => power / total)
}

function multiclassHead(weights: readonly number[]): Head {
  const classes = weights.length
  const lossOf = (probability: number) => -Math.log(Math.max(probability, Number.MIN_VALUE))
  return {
    lossAndGradient(outputs, targets, gradient) {
      let loss = 0
      for (let row = 0; row < targets.length; row++) {
        const target = targets[row]!
        const probabilities = softmaxRow(outputs, row, classes)
        const weight = weights[target]!
        loss += weight * lossOf(probabilities[target]!)
        for (let label = 0; label < classes; label++) {
          const slope = probabilities[label]! - (label === target ? 1 : 0)
          gradient[row * classes + label] = (weight * slope) / targets.length
        }
      }
      return loss
    },
    rowLoss: (outputs, row, target) => lossOf(softmaxRow(outputs, row, classes)[target]!),
  }
}

const squaredErrorHead: Head = {
  lossAndGradient(outputs, targets, gradient) {
    let loss = 0
    for (let row = 0; row < targets.length; row++) {
      const error = outputs[row]! - targets[row]!
      loss += error * error
      gradient[row] = (2 * error) / targets.length
    }
    return loss
  },
  rowLoss: (outputs, row, target) => (outputs[row]! - target) ** 2,
}
