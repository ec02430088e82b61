import { z } from 'zod'
import type { TrainingPlan } from './training-plan.ts'

const finite = z.number().refine(Number.isFinite, 'must be finite')
const deviation = finite.refine((value) => value > 0, 'must be above 0')

/** What the masked statistics tell about one feature; deviations are never 0. */
export const featureScalingSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('numeric'),
    /** In the unit of the plan. */
    mean: finite,
    deviation,
    /** True when any owner has a missing value: the feature gets an indicator column. */
    missing: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('categorical'), missing: z.boolean() }),
])
export type FeatureScaling = z.infer<typeof featureScalingSchema>

/** How every participant turns rows into numbers: made by the coordinator from masked sums only. */
export const scalingSchema = z.strictObject({
  /** In the order of plan.features. */
  features: z.array(featureScalingSchema).min(1).max(1000),
  target: z.discriminatedUnion('kind', [
    /** Loss weight per class in the order of plan.target.classes; all 1 when the plan does not balance. */
    z.strictObject({ kind: z.literal('classes'), weights: z.array(finite.min(0)).min(2).max(100) }),
    /** The model is trained on (y − mean) / deviation. */
    z.strictObject({ kind: z.literal('numeric'), mean: finite, deviation }),
  ]),
})
export type Scaling = z.infer<typeof scalingSchema>

/**
 * Number of input columns. Each feature's columns stand together, in the order of the plan: a numeric one
 * gives its value, a categorical one its categories and then "other"; an indicator of missing values
 * comes last where the scaling asks for one.
 */
export function inputWidth(plan: TrainingPlan, scaling: Scaling): number {
  return plan.features.reduce((width, feature, index) => {
    const own = feature.kind === 'numeric' ? 1 : feature.categories.length + 1
    return width + own + (scaling.features[index]?.missing ? 1 : 0)
  }, 0)
}

/** Number of outputs: one logit, one logit per class, or one standardised number. */
export function outputWidth(plan: TrainingPlan): number {
  return plan.task === 'multiclass' && plan.target.kind === 'classes'
    ? plan.target.classes.length
    : 1
}

export interface TensorShape {
  readonly name: string
  readonly shape: readonly number[]
}

/**
 * The model's tensors in the order in which updates are flattened: `dense0/kernel` [inputs, outputs],
 * `dense0/bias` [outputs], `dense1/kernel`, … The last layer is linear (logits or the standardised target).
 */
export function modelTensors(plan: TrainingPlan, scaling: Scaling): readonly TensorShape[] {
  const widths = [inputWidth(plan, scaling), ...plan.model.hidden, outputWidth(plan)]
  return widths.slice(1).flatMap((outputs, layer) => [
    { name: `dense${layer}/kernel`, shape: [widths[layer]!, outputs] },
    { name: `dense${layer}/bias`, shape: [outputs] },
  ])
}

/** Number of parameters of the model. */
export function parameterCount(plan: TrainingPlan, scaling: Scaling): number {
  return modelTensors(plan, scaling).reduce(
    (sum, tensor) => sum + tensor.shape.reduce((product, size) => product * size, 1),
    0,
  )
}
