/**
 * Area under the ROC curve from counts of scores per bin, lowest bin first: the chance that a positive
 * row scores above a negative one, ties (rows of one bin) counting half (Hanley and McNeil 1982). Within
 * ½ · Σ P_b·N_b / (P·N) of the exact value, and exact when no bin has rows of both kinds.
 * Undefined when there are no positive or no negative rows.
 */
export function aucFromHistograms(
  positives: ArrayLike<number>,
  negatives: ArrayLike<number>,
): number | undefined {
  let below = 0
  let wins = 0
  let total = 0
  for (let bin = 0; bin < positives.length; bin++) {
    wins += positives[bin]! * (below + negatives[bin]! / 2)
    below += negatives[bin]!
    total += positives[bin]!
  }
  return total > 0 && below > 0 ? wins / (total * below) : undefined
}
