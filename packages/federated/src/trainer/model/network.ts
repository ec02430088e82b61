import type { Scaling, TrainingPlan } from '@lianshu/protocol/rounds'
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core'
import type { Tf } from '../backend.ts'
import { type WeightPart, weightParts } from './weights.ts'

/** Factors on the outputs of each hidden layer (0 or 1 / (1 − rate)), rows × units. */
export type DropFactors = readonly Float32Array[]

/** The dense layers of a plan over flat weights. Nothing outlives a call: tensors are freed inside. */
export interface Network {
  /** Raw outputs of the last layer, rows × outputs. */
  outputs(weights: Float32Array, inputs: Float32Array, rows: number): Float32Array
  /**
   * One forward and backward pass. `slopes` receives the raw outputs and returns ∂loss/∂outputs of the
   * same shape; the answer is ∂loss/∂weights, flat.
   */
  gradient(
    weights: Float32Array,
    inputs: Float32Array,
    rows: number,
    slopes: (outputs: Float32Array) => Float32Array,
    drop?: DropFactors,
  ): Float32Array
}

interface Layer {
  readonly kernel: Tensor2D
  readonly bias: Tensor1D
}

/**
 * Builds the network of a plan on an opened TensorFlow.js.
 * The backward pass is written out (Rumelhart et al. 1986): for dense layers it is three products, and
 * the tape of TensorFlow.js, with its gradients from another package, would cost as much again.
 */
export function createNetwork(tf: Tf, plan: TrainingPlan, scaling: Scaling): Network {
  const parts = weightParts(plan, scaling)
  const width = parts[0]!.shape[0]!
  const activate = activations(tf)[plan.model.activation]

  /** The input of every layer, then the raw outputs. */
  const forward = (layers: readonly Layer[], inputs: Tensor2D, drop?: DropFactors) => {
    const flows = [inputs]
    layers.forEach(({ kernel, bias }, index) => {
      const sum = tf.add(tf.matMul(flows[index]!, kernel), bias) as Tensor2D
      flows.push(index === layers.length - 1 ? sum : dropped(activate.value(sum), drop?.[index]))
    })
    return flows
  }
  const dropped = (flow: Tensor2D, factors: Float32Array | undefined): Tensor2D =>
    factors ? tf.mul(flow, tf.tensor2d(factors, flow.shape)) : flow

  const backward = (
    layers: readonly Layer[],
    flows: readonly Tensor2D[],
    slope: Tensor2D,
    drop: DropFactors | undefined,
    flat: Float32Array,
  ) => {
    let flow = slope
    for (let layer = layers.length - 1; layer >= 0; layer--) {
      const input = flows[layer]!
      const kernelSlope = tf.matMul(input, flow, true, false)
      flat.set(kernelSlope.dataSync(), parts[2 * layer]!.from)
      flat.set(tf.sum(flow, 0).dataSync(), parts[2 * layer + 1]!.from)
      if (layer === 0) return
      const back = tf.matMul(flow, layers[layer]!.kernel, false, true) as Tensor2D
      const factors = drop?.[layer - 1]
      const clean = factors ? undropped(tf, input, factors) : input
      flow = tf.mul(dropped(back, factors), activate.slope(clean))
    }
  }

  return {
    outputs: (weights, inputs, rows) =>
      tf.tidy(() => {
        const flows = forward(toLayers(tf, parts, weights), tf.tensor2d(inputs, [rows, width]))
        return flows.at(-1)!.dataSync<'float32'>()
      }),
    gradient: (weights, inputs, rows, slopes, drop) =>
      tf.tidy(() => {
        const layers = toLayers(tf, parts, weights)
        const flows = forward(layers, tf.tensor2d(inputs, [rows, width]), drop)
        const outputs = flows.at(-1)!
        const slope = tf.tensor2d(slopes(outputs.dataSync<'float32'>()), outputs.shape)
        const flat = new Float32Array(weights.length)
        backward(layers, flows, slope, drop, flat)
        return flat
      }),
  }
}

/** Activations with their slopes in terms of their own output. */
const activations = (tf: Tf) =>
  ({
    relu: { value: (x) => tf.relu(x), slope: (y) => tf.step(y) },
    tanh: { value: (x) => tf.tanh(x), slope: (y) => tf.sub(1, tf.square(y)) },
    sigmoid: { value: (x) => tf.sigmoid(x), slope: (y) => tf.mul(y, tf.sub(1, y)) },
    elu: { value: (x) => tf.elu(x), slope: (y) => tf.add(1, tf.minimum(y, 0)) },
  }) satisfies Record<
    TrainingPlan['model']['activation'],
    { value: (x: Tensor2D) => Tensor2D; slope: (y: Tensor2D) => Tensor2D }
  >

/** The activation before dropout; where a unit was dropped any number will do, its slope is cut anyway. */
const undropped = (tf: Tf, flow: Tensor2D, factors: Float32Array): Tensor2D =>
  tf.mul(
    flow,
    tf.tensor2d(
      factors.map((factor) => (factor === 0 ? 0 : 1 / factor)),
      flow.shape,
    ),
  )

function toLayers(tf: Tf, parts: readonly WeightPart[], weights: Float32Array): Layer[] {
  const cut = ({ from, to }: WeightPart) => weights.slice(from, to)
  return Array.from({ length: parts.length / 2 }, (_, layer) => {
    const [kernel, bias] = [parts[2 * layer]!, parts[2 * layer + 1]!]
    return {
      kernel: tf.tensor2d(cut(kernel), kernel.shape as [number, number]),
      bias: tf.tensor1d(cut(bias)),
    }
  })
}
