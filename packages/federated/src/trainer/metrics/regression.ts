/**
 * Sums from which the regression metrics of any union of rows follow exactly, in the target's unit.
 * They add across owners, so a federated evaluation needs nothing else.
 */
export interface ErrorSums {
  readonly rows: number
  readonly squaredError: number
  readonly absoluteError: number
  readonly target: number
  readonly targetSquared: number
}

/** Sums of errors of `predicted` against `actual`, both finite and in the target's unit. */
export function errorSums(actual: ArrayLike<number>, predicted: ArrayLike<number>): ErrorSums {
  let squaredError = 0
  let absoluteError = 0
  let target = 0
  let targetSquared = 0
  for (let row = 0; row < actual.length; row++) {
    const error = predicted[row]! - actual[row]!
    squaredError += error * error
    absoluteError += Math.abs(error)
    target += actual[row]!
    targetSquared += actual[row]! * actual[row]!
  }
  return { rows: actual.length, squaredError, absoluteError, target, targetSquared }
}

/** Root mean squared error in the target's unit; NaN without rows. */
export const rmse = (sums: ErrorSums): number => Math.sqrt(sums.squaredError / sums.rows)

/** Mean absolute error in the target's unit; NaN without rows. */
export const mae = (sums: ErrorSums): number => sums.absoluteError / sums.rows

/** Coefficient of determination 1 − SSE/SST; NaN when the target is constant. */
export function rSquared(sums: ErrorSums): number {
  const total = sums.targetSquared - (sums.target * sums.target) / sums.rows
  return total > 0 ? 1 - sums.squaredError / total : Number.NaN
}
