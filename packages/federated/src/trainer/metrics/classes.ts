/** Square matrix, row-major: `counts[actual * classes + predicted]` rows of that kind. */
export type ConfusionCounts = ArrayLike<number>

/**
 * Counts of (actual, predicted) pairs.
 * @param classes number of classes; every code lies in [0, classes)
 */
export function confusionCounts(
  actual: ArrayLike<number>,
  predicted: ArrayLike<number>,
  classes: number,
): Float64Array {
  const counts = new Float64Array(classes * classes)
  for (let row = 0; row < actual.length; row++) {
    counts[actual[row]! * classes + predicted[row]!]!++
  }
  return counts
}

/** Share of rows on the diagonal; NaN without rows. */
export function accuracy(counts: ConfusionCounts, classes: number): number {
  let hits = 0
  let total = 0
  for (let cell = 0; cell < classes * classes; cell++) {
    total += counts[cell]!
    if (cell % (classes + 1) === 0) hits += counts[cell]!
  }
  return total === 0 ? Number.NaN : hits / total
}

/**
 * Mean over classes of F1 = 2TP / (2TP + FP + FN). A class that neither occurs nor is predicted is
 * left out of the mean; one that is only predicted or only missed counts as 0.
 */
export function macroF1(counts: ConfusionCounts, classes: number): number {
  const scores: number[] = []
  for (let label = 0; label < classes; label++) {
    let occurs = 0
    let predicted = 0
    for (let other = 0; other < classes; other++) {
      occurs += counts[label * classes + other]!
      predicted += counts[other * classes + label]!
    }
    if (occurs + predicted === 0) continue
    scores.push((2 * counts[label * (classes + 1)]!) / (occurs + predicted))
  }
  return scores.length === 0
    ? Number.NaN
    : scores.reduce((sum, score) => sum + score, 0) / scores.length
}
