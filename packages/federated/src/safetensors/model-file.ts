import { canonicalJson, type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import {
  modelTensors,
  type Scaling,
  scalingSchema,
  type TrainingPlan,
} from '@lianshu/protocol/rounds'
import { readSafetensors, type Tensor, writeSafetensors } from './safetensors.ts'

/** A global model with what is needed to use it: the scaling of its inputs and outputs. */
export interface Model {
  readonly planHash: string
  /** Rounds trained; 0 is the first, untrained model. */
  readonly round: number
  readonly scaling: Scaling
  /** In the order of modelTensors(plan, scaling). */
  readonly tensors: readonly Tensor[]
}

/** Writes the model as a safetensors file; plan hash, round and scaling are in its metadata. */
export const writeModel = (model: Model): Uint8Array<ArrayBuffer> =>
  writeSafetensors({
    tensors: model.tensors,
    metadata: {
      'lianshu.planHash': model.planHash,
      'lianshu.round': String(model.round),
      'lianshu.scaling': canonicalJson(model.scaling),
    },
  })

/**
 * Reads a model file and checks that it has exactly the tensors that the plan gives for its scaling.
 * `input.invalid` or `input.unsupported` with what differs.
 */
export function readModel(
  plan: TrainingPlan,
  bytes: Uint8Array,
): Result<Model, DomainError<'input.invalid' | 'input.unsupported'>> {
  const file = readSafetensors(bytes)
  if (!file.ok) return file
  const { metadata, tensors } = file.value
  const scaling = parseScaling(metadata['lianshu.scaling'])
  const round = Number(metadata['lianshu.round'] ?? Number.NaN)
  if (!scaling || !Number.isSafeInteger(round) || round < 0)
    return wrong('its metadata is incomplete')
  if (!scalingFits(plan, scaling)) return wrong('its scaling has other features than the plan')
  const due = modelTensors(plan, scaling)
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]))
  const ordered: Tensor[] = []
  for (const { name, shape } of due) {
    const tensor = byName.get(name)
    if (!tensor || tensor.shape.join() !== shape.join())
      return wrong(`tensor ${name} is not as planned`)
    ordered.push(tensor)
  }
  if (tensors.length !== due.length) return wrong('it has more tensors than the plan')
  return ok({ planHash: metadata['lianshu.planHash'] ?? '', round, scaling, tensors: ordered })
}

function parseScaling(text: string | undefined): Scaling | undefined {
  try {
    return scalingSchema.safeParse(JSON.parse(text ?? '')).data
  } catch {
    return undefined
  }
}

const scalingFits = (plan: TrainingPlan, scaling: Scaling): boolean =>
  scaling.features.length === plan.features.length &&
  scaling.features.every((feature, index) => feature.kind === plan.features[index]?.kind) &&
  scaling.target.kind === plan.target.kind &&
  (scaling.target.kind === 'numeric' ||
    plan.target.kind === 'numeric' ||
    scaling.target.weights.length === plan.target.classes.length)

const wrong = (reason: string) =>
  err(domainError('input.invalid', `the model does not fit the training plan: ${reason}`))
