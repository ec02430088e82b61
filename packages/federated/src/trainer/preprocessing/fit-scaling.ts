import { type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import {
  type FeatureScaling,
  layoutLength,
  type Scaling,
  splitVector,
  statisticsLayout,
  type TrainingPlan,
} from '@lianshu/protocol/rounds'

/** A deviation below this, in half-ranges, is a constant column up to fixed-point rounding. */
const constantBelow = 1e-4

/**
 * Fits the run's common scaling on a statistics vector summed over owners: the only place where means,
 * deviations and class counts of the union become known.
 * @returns `round.mismatch` on a vector of another length or with a number that is not finite,
 *   `data.unfit` when the union has no rows, only one class, or a constant numeric target
 */
export function fitScaling(
  plan: TrainingPlan,
  summed: Float64Array,
): Result<Scaling, DomainError<'round.mismatch' | 'data.unfit'>> {
  const layout = statisticsLayout(plan)
  if (summed.length !== layoutLength(layout) || !summed.every(Number.isFinite)) {
    return err(domainError('round.mismatch', "The statistics do not fit the plan's columns."))
  }
  const parts = splitVector(layout, summed)
  const rows = Math.round(parts.rows[0]!)
  if (rows < 1) return err(domainError('data.unfit', 'No owner has a row to train on.'))
  let numeric = 0
  const features = plan.features.map((feature, index): FeatureScaling => {
    const present = Math.round(parts.present[index]!)
    const missing = present < rows
    if (feature.kind === 'categorical') return { kind: 'categorical', missing }
    const [sum, squares] = [parts.sums[numeric]!, parts.squares[numeric]!]
    numeric++
    return { kind: 'numeric', ...moments(present, sum, squares, feature.range), missing }
  })
  const target = targetScaling(plan, rows, parts.target)
  return target.ok ? ok({ features, target: target.value }) : target
}

function targetScaling(
  plan: TrainingPlan,
  rows: number,
  sums: Float64Array,
): Result<Scaling['target'], DomainError<'data.unfit'>> {
  const at = plan.target.column
  if (plan.target.kind === 'numeric') {
    const { constant, ...moment } = momentsOf(rows, sums[0]!, sums[1]!, plan.target.range)
    if (!constant) return ok({ kind: 'numeric', ...moment })
    return err(domainError('data.unfit', `The target "${at}" is constant over all owners.`, { at }))
  }
  const counts = Array.from(sums, (count) => Math.max(0, Math.round(count)))
  const present = counts.filter((count) => count > 0).length
  if (present < 2) {
    return err(domainError('data.unfit', `The target "${at}" has only one class.`, { at }))
  }
  const weights = counts.map((count) => {
    if (!plan.local.balanceClasses) return 1
    return count === 0 ? 0 : rows / (present * count)
  })
  return ok({ kind: 'classes', weights })
}

type Range = { readonly low: number; readonly high: number }

function momentsOf(count: number, sum: number, squares: number, { low, high }: Range) {
  const half = (high - low) / 2
  const mean = count > 0 ? sum / count : 0
  const deviation = count > 0 ? Math.sqrt(Math.max(0, squares / count - mean * mean)) : 0
  const constant = deviation < constantBelow
  return {
    mean: (low + high) / 2 + mean * half,
    deviation: constant ? 1 : deviation * half,
    constant,
  }
}

/** As `momentsOf`, in the plan's unit; a constant column has deviation 1, so it becomes 0. */
function moments(count: number, sum: number, squares: number, range: Range) {
  const { mean, deviation } = momentsOf(count, sum, squares, range)
  return { mean, deviation }
}
