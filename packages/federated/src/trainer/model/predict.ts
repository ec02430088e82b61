import { outputWidth, type Scaling, type TrainingPlan } from '@lianshu/protocol/rounds'
import type { Backend } from '../backend.ts'
import type { Examples } from '../preprocessing/examples.ts'
import { sigmoid, softmaxRow } from './heads.ts'
import { createNetwork } from './network.ts'

const rowsAtOnce = 4096

/** Raw outputs of a model for all rows: logits, or the standardised target; rows × outputs. */
export function rawOutputs(
  { tf }: Backend,
  plan: TrainingPlan,
  scaling: Scaling,
  weights: Float32Array,
  { rows, width, inputs }: Examples,
): Float32Array {
  const network = createNetwork(tf, plan, scaling)
  const perRow = outputWidth(plan)
  const outputs = new Float32Array(rows * perRow)
  for (let from = 0; from < rows; from += rowsAtOnce) {
    const to = Math.min(rows, from + rowsAtOnce)
    const part = network.outputs(weights, inputs.slice(from * width, to * width), to - from)
    outputs.set(part, from * perRow)
  }
  return outputs
}

/** Probabilities per row and class from raw outputs; a binary task has one number per row. */
export function probabilities(plan: TrainingPlan, outputs: Float32Array): Float64Array {
  if (plan.task === 'binary') return Float64Array.from(outputs, sigmoid)
  const classes = outputWidth(plan)
  const result = new Float64Array(outputs.length)
  for (let row = 0; row < outputs.length / classes; row++) {
    result.set(softmaxRow(outputs, row, classes), row * classes)
  }
  return result
}

/** The predicted class of each row: the likelier one; the first among equals. */
export function predictedClasses(plan: TrainingPlan, outputs: Float32Array): Uint32Array {
  if (plan.task === 'binary') return Uint32Array.from(outputs, (logit) => (logit > 0 ? 1 : 0))
  const classes = outputWidth(plan)
  return Uint32Array.from({ length: outputs.length / classes }, (_, row) => {
    let best = 0
    for (let label = 1; label < classes; label++) {
      if (outputs[row * classes + label]! > outputs[row * classes + best]!) best = label
    }
    return best
  })
}
