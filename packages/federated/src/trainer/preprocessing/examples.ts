import {
  errorClamp,
  type FeatureScaling,
  inputWidth,
  type Scaling,
  type TrainingPlan,
} from '@lianshu/protocol/rounds'
import type { PlanRows } from './plan-rows.ts'

/** Rows ready for the model. */
export interface Examples {
  readonly rows: number
  readonly width: number
  /** rows × width, row-major, in the order that `inputWidth` declares. */
  readonly inputs: Float32Array
  /** Class positions, or the standardised target held within ±errorClamp. */
  readonly targets: Float32Array
}

/** Standardised inputs are held within this many deviations: one absurd cell must not steer a round. */
const inputClamp = 10

/**
 * Turns some of an owner's rows into numbers by the run's common scaling.
 * @param indices into `rows`
 */
export function makeExamples(
  plan: TrainingPlan,
  scaling: Scaling,
  rows: PlanRows,
  indices: Uint32Array,
): Examples {
  const width = inputWidth(plan, scaling)
  const inputs = new Float32Array(indices.length * width)
  let column = 0
  plan.features.forEach((feature, position) => {
    const columnScaling = scaling.features[position]!
    const own = feature.kind === 'numeric' ? 1 : feature.categories.length + 1
    const values = rows.features[position]!
    for (let index = 0; index < indices.length; index++) {
      fillCell(inputs, index * width + column, own, values[indices[index]!]!, columnScaling)
    }
    column += own + (columnScaling.missing ? 1 : 0)
  })
  return { rows: indices.length, width, inputs, targets: scaledTargets(scaling, rows, indices) }
}

/** Writes one cell's inputs at `at`; `own` of them for its value, then its missing indicator if any. */
function fillCell(
  inputs: Float32Array,
  at: number,
  own: number,
  value: number,
  scaling: FeatureScaling,
): void {
  if (scaling.kind === 'categorical') {
    if (value >= 0) inputs[at + value] = 1
    else if (scaling.missing) inputs[at + own] = 1
  } else if (Number.isNaN(value)) {
    // The mean is 0 after standardising, so only the indicator is set.
    if (scaling.missing) inputs[at + own] = 1
  } else {
    inputs[at] = held((value - scaling.mean) / scaling.deviation, inputClamp)
  }
}

function scaledTargets({ target }: Scaling, rows: PlanRows, indices: Uint32Array): Float32Array {
  return Float32Array.from(indices, (row) => {
    const value = rows.target[row]!
    return target.kind === 'classes'
      ? value
      : held((value - target.mean) / target.deviation, errorClamp)
  })
}

const held = (value: number, limit: number) => Math.min(limit, Math.max(-limit, value))
