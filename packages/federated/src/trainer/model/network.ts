import type { Scaling, TrainingPlan } from '@lianshu/protocol/rounds'
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core'
import type { Tf } from '../backend.ts'
import { type WeightPart, weightParts } from './weights.ts'

/** The dense layers of a plan over flat weights. Nothing outlives a call: tensors are freed inside. */
export interface Network {
  /** Raw outputs of the last layer, rows × outputs. */
  outputs(weights: Float32Array, inputs: Float32Array, rows: number): Float32Array
  /**
   * One forward and backward pass. `slopes` receives the raw outputs and returns ∂loss/∂outputs of the
   * same shape; the answer is ∂loss/∂weights, flat.
   * @param drop per hidden layer: factors on its outputs (0 or 1 / (1 − rate)), rows × units
   */
  gradient(
    weights: Float32Array,
    inputs: Float32Array,
    rows: number,
    slopes: (outputs: Float32Array) => Float32Array,
    drop?: readonly Float32Array[],
  ): Float32Array
}

/** Builds the network of a plan on an opened TensorFlow.js. */
export function createNetwork(tf: Tf, plan: TrainingPlan, scaling: Scaling): Network {
  const parts = weightParts(plan, scaling)
  const width = parts[0]!.shape[0]!
  const layers = parts.length / 2
  const { activation } = plan.model

  const forward = (
    tensors: readonly Tensor[],
    inputs: Tensor2D,
    drop?: readonly Float32Array[],
  ) => {
    let flow = inputs
    for (let layer = 0; layer < layers; layer++) {
      const kernel = tensors[2 * layer] as Tensor2D
      const sum = tf.add(tf.matMul(flow, kernel), tensors[2 * layer + 1]!) as Tensor2D
      flow = layer === layers - 1 ? sum : (tf[activation](sum) as Tensor2D)
      const factors = drop?.[layer]
      if (factors) flow = tf.mul(flow, tf.tensor2d(factors, flow.shape))
    }
    return flow
  }

  return {
    outputs: (weights, inputs, rows) =>
      tf.tidy(
        () =>
          forward(
            toTensors(tf, parts, weights),
            tf.tensor2d(inputs, [rows, width]),
          ).dataSync() as Float32Array,
      ),
    gradient: (weights, inputs, rows, slopes, drop) =>
      tf.tidy(() => {
        const batch = tf.tensor2d(inputs, [rows, width])
        // The head's arithmetic runs outside TensorFlow.js: its slopes enter as the gradient of the outputs.
        const headLoss = tf.customGrad((outputs) => {
          const slope = slopes((outputs as Tensor).dataSync() as Float32Array)
          const shape = (outputs as Tensor).shape
          return { value: tf.scalar(0), gradFunc: () => tf.tensor(slope, shape) }
        })
        const gradients = tf.grads((...tensors) => headLoss(forward(tensors, batch, drop)))(
          toTensors(tf, parts, weights),
        )
        const flat = new Float32Array(weights.length)
        gradients.forEach((gradient, index) => {
          flat.set(gradient.dataSync() as Float32Array, parts[index]!.from)
        })
        return flat
      }),
  }
}

const toTensors = (tf: Tf, parts: readonly WeightPart[], weights: Float32Array): Tensor[] =>
  parts.map(({ shape, from, to }) => tf.tensor(weights.slice(from, to), [...shape]))
