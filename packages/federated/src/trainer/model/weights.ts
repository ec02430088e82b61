import { seededRandom } from '@lianshu/kernel'
import { modelTensors, type Scaling, type TrainingPlan } from '@lianshu/protocol/rounds'

/** Where one tensor of a model lies in its flat weights. */
export interface WeightPart {
  readonly name: string
  readonly shape: readonly number[]
  readonly from: number
  readonly to: number
}

/** The parts of a plan's flat weights, in the order of `modelTensors`. */
export function weightParts(plan: TrainingPlan, scaling: Scaling): readonly WeightPart[] {
  let at = 0
  return modelTensors(plan, scaling).map(({ name, shape }) => {
    const from = at
    at += shape.reduce((product, size) => product * size, 1)
    return { name, shape, from, to: at }
  })
}

/**
 * The first weights of a run: kernels uniform within ±√(6 / (inputs + outputs)) (Glorot & Bengio 2010)
 * or, before ReLU and ELU, ±√(6 / inputs) (He et al. 2015); biases zero. They depend on the plan's model
 * seed and the shapes alone, not on a backend, so any node makes the same bytes.
 */
export function initialWeights(plan: TrainingPlan, scaling: Scaling): Float32Array {
  const parts = weightParts(plan, scaling)
  const weights = new Float32Array(parts.at(-1)!.to)
  const random = seededRandom(`weights:${plan.model.seed}`)
  const rectified = plan.model.activation === 'relu' || plan.model.activation === 'elu'
  const last = parts.length - 2
  parts.forEach(({ shape, from, to }, index) => {
    if (shape.length === 1) return
    const [inputs, outputs] = shape as [number, number]
    const fan = rectified && index < last ? inputs : inputs + outputs
    const limit = Math.sqrt(6 / fan)
    for (let at = from; at < to; at++) weights[at] = limit * (2 * random.unit() - 1)
  })
  return weights
}
