import { modelTensors, type Scaling, type TrainingPlan } from '@lianshu/protocol/rounds'
import type { Model } from '../../safetensors/model-file.ts'

/** Where one tensor of a model lies in its flat weights. */
export interface WeightPart {
  readonly shape: readonly number[]
  readonly from: number
  readonly to: number
}

/** The parts of a plan's flat weights: kernel and bias of each layer, in the order of `modelTensors`. */
export function weightParts(plan: TrainingPlan, scaling: Scaling): readonly WeightPart[] {
  let at = 0
  return modelTensors(plan, scaling).map(({ shape }) => {
    const from = at
    at += shape.reduce((product, size) => product * size, 1)
    return { shape, from, to: at }
  })
}

/** A model's tensors end to end, in the order of `modelTensors`. */
export function flatWeights({ tensors }: Model): Float32Array {
  const size = tensors.reduce((sum, { data }) => sum + data.length, 0)
  const weights = new Float32Array(size)
  let at = 0
  for (const { data } of tensors) {
    weights.set(data, at)
    at += data.length
  }
  return weights
}
