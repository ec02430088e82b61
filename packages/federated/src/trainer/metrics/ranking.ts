/**
 * Area under the ROC curve by the Mann–Whitney statistic; tied scores count one half.
 * @param scores higher means more likely positive; finite
 * @param positive 1 for the positive class, 0 otherwise, same length
 * @returns a number in [0, 1], NaN when one of the classes is absent
 */
export function rocAuc(scores: ArrayLike<number>, positive: ArrayLike<number>): number {
  let positives = 0
  let negativesBelow = 0
  let wins = 0
  for (const tie of tiedGroups(scores, positive, 'ascending')) {
    wins += tie.positives * (negativesBelow + tie.negatives / 2)
    positives += tie.positives
    negativesBelow += tie.negatives
  }
  return positives === 0 || negativesBelow === 0 ? Number.NaN : wins / (positives * negativesBelow)
}

/**
 * Area under the precision–recall curve as average precision: Σ (Rᵢ − Rᵢ₋₁)·Pᵢ over distinct
 * thresholds, without interpolation (Davis & Goadrich 2006 show that linear interpolation flatters).
 * @returns a number in [0, 1], NaN without positives
 */
export function averagePrecision(scores: ArrayLike<number>, positive: ArrayLike<number>): number {
  let found = 0
  let taken = 0
  let area = 0
  for (const tie of tiedGroups(scores, positive, 'descending')) {
    found += tie.positives
    taken += tie.positives + tie.negatives
    area += tie.positives * (found / taken)
  }
  return found === 0 ? Number.NaN : area / found
}

interface TiedGroup {
  positives: number
  negatives: number
}

function* tiedGroups(
  scores: ArrayLike<number>,
  positive: ArrayLike<number>,
  direction: 'ascending' | 'descending',
): Generator<TiedGroup> {
  const sign = direction === 'ascending' ? 1 : -1
  const order = Uint32Array.from({ length: scores.length }, (_, index) => index)
  order.sort((left, right) => sign * (scores[left]! - scores[right]!))
  let at = 0
  while (at < order.length) {
    const score = scores[order[at]!]
    const group: TiedGroup = { positives: 0, negatives: 0 }
    for (; at < order.length && scores[order[at]!] === score; at++) {
      if (positive[order[at]!] === 1) group.positives++
      else group.negatives++
    }
    yield group
  }
}
