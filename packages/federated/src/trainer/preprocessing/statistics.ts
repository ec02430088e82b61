import {
  joinVector,
  statisticsClamp,
  statisticsLayout,
  type TrainingPlan,
} from '@lianshu/protocol/rounds'
import type { PlanRows } from './plan-rows.ts'

/**
 * One owner's sums over its training rows, in the layout of `statisticsLayout(plan)`. Additive: the sum
 * of all owners' vectors is the vector of the union of their rows. Every entry lies within
 * ±statisticsClamp² · rows.
 * @param train indices into `rows` of those that train
 */
export function statisticsVector(
  rows: PlanRows,
  train: Uint32Array,
  plan: TrainingPlan,
): Float64Array {
  const numeric = plan.features.flatMap((feature, index) =>
    feature.kind === 'numeric' ? [scaledMoments(rows.features[index]!, train, feature.range)] : [],
  )
  return joinVector(statisticsLayout(plan), {
    rows: [train.length],
    present: plan.features.map((feature, index) =>
      countWhere(rows.features[index]!, train, (value) =>
        feature.kind === 'numeric' ? !Number.isNaN(value) : value >= 0,
      ),
    ),
    sums: numeric.map(([sum]) => sum),
    squares: numeric.map(([, squares]) => squares),
    target:
      plan.target.kind === 'classes'
        ? plan.target.classes.map((_, label) =>
            countWhere(rows.target, train, (value) => value === label),
          )
        : scaledMoments(rows.target, train, plan.target.range),
  })
}

/** [Σu, Σu²] with u = (x − middle) / half range, clamped. */
function scaledMoments(
  values: Float64Array,
  rows: Uint32Array,
  { low, high }: { low: number; high: number },
): [number, number] {
  const middle = (low + high) / 2
  const half = (high - low) / 2
  let sum = 0
  let squares = 0
  for (const row of rows) {
    const scaled = (values[row]! - middle) / half
    if (Number.isNaN(scaled)) continue
    const held = Math.min(statisticsClamp, Math.max(-statisticsClamp, scaled))
    sum += held
    squares += held * held
  }
  return [sum, squares]
}

function countWhere(
  values: Float64Array,
  rows: Uint32Array,
  holds: (value: number) => boolean,
): number {
  let count = 0
  for (const row of rows) if (holds(values[row]!)) count++
  return count
}
