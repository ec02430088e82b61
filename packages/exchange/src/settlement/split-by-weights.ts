/** Someone who gets a share; the id breaks ties, so equal ids are not allowed. */
export interface Weighted {
  readonly id: string
  /** A whole number, not negative: rows, for example. */
  readonly weight: number
}

/**
 * Splits integer fen by weights with the largest remainder (Hamilton's method): shares are whole, add
 * up exactly to the total and do not depend on the order of the input; equal remainders go by id. When
 * all weights are 0, all weigh the same. Throws RangeError on anything but whole amounts and weights.
 */
export function splitByWeights(
  totalFen: number,
  parts: readonly Weighted[],
): ReadonlyMap<string, number> {
  const whole = (value: number) => Number.isSafeInteger(value) && value >= 0
  if (!whole(totalFen) || !parts.every(({ weight }) => whole(weight))) {
    throw new RangeError('amounts and weights are whole numbers, not negative')
  }
  if (parts.length === 0) throw new RangeError('there is nobody to split among')
  if (new Set(parts.map(({ id }) => id)).size < parts.length) {
    throw new RangeError('every part needs an id of its own')
  }
  // BigInt, as total times weight passes 2^53 for large sums over large tables.
  const allZero = parts.every(({ weight }) => weight === 0)
  const weights = parts.map(({ weight }) => BigInt(allZero ? 1 : weight))
  const sum = weights.reduce((left, right) => left + right, 0n)
  const shares = parts.map(({ id }, index) => {
    const product = BigInt(totalFen) * weights[index]!
    return { id, floor: product / sum, remainder: product % sum }
  })
  const given = shares.reduce((left, { floor }) => left + floor, 0n)
  const missing = Number(BigInt(totalFen) - given)
  const luckiest = shares.toSorted((left, right) => {
    if (left.remainder !== right.remainder) return left.remainder > right.remainder ? -1 : 1
    return left.id < right.id ? -1 : 1
  })
  const lucky = new Set(luckiest.slice(0, missing).map(({ id }) => id))
  return new Map(shares.map(({ id, floor }) => [id, Number(floor) + (lucky.has(id) ? 1 : 0)]))
}
