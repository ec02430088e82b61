import { seededRandom } from '@lianshu/kernel'
import { modelTensors, type Scaling, type TrainingPlan } from '@lianshu/protocol/rounds'
import type { Model } from '../safetensors/model-file.ts'

/** The untrained model: kernels uniform in ±√(6 / (inputs + outputs)) (Glorot and Bengio 2010), biases 0. */
export function firstModel(plan: TrainingPlan, planHash: string, scaling: Scaling): Model {
  const random = seededRandom(`first model ${plan.model.seed}`)
  const tensors = modelTensors(plan, scaling).map(({ name, shape }) => {
    const data = new Float32Array(shape.reduce((product, size) => product * size, 1))
    if (shape.length === 2) {
      const limit = Math.sqrt(6 / (shape[0]! + shape[1]!))
      for (let index = 0; index < data.length; index++)
        data[index] = (random.unit() * 2 - 1) * limit
    }
    return { name, shape, data }
  })
  return { planHash, round: 0, scaling, tensors }
}

/** The model after a round: each weight plus its mean change over rows (FedAvg, McMahan et al. 2017). */
export function averagedModel(model: Model, weightedDelta: Float64Array, rows: number): Model {
  let offset = 0
  const tensors = model.tensors.map(({ name, shape, data }) => {
    const moved = data.map((weight, index) => weight + weightedDelta[offset + index]! / rows)
    offset += data.length
    return { name, shape, data: moved }
  })
  return { ...model, round: model.round + 1, tensors }
}
