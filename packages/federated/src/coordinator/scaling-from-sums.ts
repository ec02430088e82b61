import {
  type CoarseRange,
  type FeatureScaling,
  type Scaling,
  splitVector,
  statisticsLayout,
  type TrainingPlan,
} from '@lianshu/protocol/rounds'

// A column whose spread is below this share of its range says nothing that the statistics resolve.
const smallestDeviation = 1e-4

/**
 * Means, deviations, indicators and class weights from the sum of all owners' statistics vectors
 * (statisticsLayout). Throws RangeError when the vector has another length.
 */
export function scalingFromSums(plan: TrainingPlan, vector: Float64Array): Scaling {
  const { rows, present, sums, squares, target } = splitVector(statisticsLayout(plan), vector)
  const total = Math.round(rows[0]!)
  let numeric = 0
  const features = plan.features.map((feature, index): FeatureScaling => {
    const values = Math.round(present[index]!)
    const missing = values < total
    if (feature.kind === 'categorical') return { kind: 'categorical', missing }
    const moments = momentsOf(feature.range, values, sums[numeric]!, squares[numeric]!)
    numeric++
    return { kind: 'numeric', ...moments, missing }
  })
  if (plan.target.kind === 'numeric') {
    const moments = momentsOf(plan.target.range, total, target[0]!, target[1]!)
    return { features, target: { kind: 'numeric', ...moments } }
  }
  const weights = Array.from(target, (count) =>
    plan.local.balanceClasses ? balancedWeight(total, target.length, Math.round(count)) : 1,
  )
  return { features, target: { kind: 'classes', weights } }
}

/** Undoes u = (x − middle) / half, from counts, Σu and Σu². */
function momentsOf(range: CoarseRange, count: number, sum: number, squares: number) {
  const middle = (range.low + range.high) / 2
  const half = (range.high - range.low) / 2
  if (count <= 0) return { mean: middle, deviation: half }
  const mean = sum / count
  const variance = Math.max(0, squares / count - mean ** 2)
  return {
    mean: middle + half * mean,
    deviation: half * Math.max(Math.sqrt(variance), smallestDeviation),
  }
}

/** rows / (classes × rows of the class); 1 for a class that nobody has. */
const balancedWeight = (rows: number, classes: number, count: number) =>
  count > 0 ? rows / (classes * count) : 1
