/** Rounds a share up to twentieths, so that 0 alone means none and single rows do not show. */
export const coarseShare = (share: number): number => Math.min(1, Math.ceil(share * 20) / 20)

/** Rounds a number of rows down to two significant digits, below 100 to tens. */
export function coarseRows(rows: number): number {
  const digits = Math.max(2, Math.floor(Math.log10(Math.max(1, rows))) + 1)
  const step = Math.max(10, 10 ** (digits - 2))
  return Math.floor(rows / step) * step
}

/** Rounds a number of different values down to one significant digit above 20. */
export function coarseDistinct(distinct: number): number {
  if (distinct <= 20) return distinct
  const step = 10 ** Math.floor(Math.log10(distinct))
  return Math.floor(distinct / step) * step
}

/** A bound as a whole number of steps: halves of rounding errors never show in the published number. */
const bound = (steps: number, step: number): number => Number((steps * step).toPrecision(12))

/** 1, 2 or 5 times a power of ten, about a tenth of the span. */
function roundStep(span: number): number {
  const power = 10 ** Math.floor(Math.log10(span / 10))
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= span / 10) ?? 10
  return factor * power
}

/**
 * Bounds around [low, high], both a whole number of round steps, moved further outwards while
 * `isTelling` says that a bound would give a true value away. Undefined when the numbers are too large
 * or too small for that.
 */
export async function coarseRange(
  low: number,
  high: number,
  isTelling: (value: number) => Promise<boolean>,
): Promise<{ low: number; high: number } | undefined> {
  const size = Math.max(Math.abs(low), Math.abs(high))
  // Equal numbers have no span: their size gives the step, and the step of zero is one.
  const span = high - low > size * 1e-9 ? high - low : size || 1
  const step = roundStep(span)
  if (!Number.isFinite(step) || step < 1e-300 || size / step > 1e12) return undefined
  const move = async (start: number, direction: 1 | -1) => {
    let steps = start
    // Each telling value is met once, so the walk ends; the limit only guards against a broken reader.
    for (let moved = 0; moved < 100 && (await isTelling(bound(steps, step))); moved++) {
      steps += direction
    }
    return bound(steps, step)
  }
  const coarse = {
    low: await move(Math.floor(low / step), -1),
    high: await move(Math.ceil(high / step), 1),
  }
  if (coarse.low === coarse.high) coarse.high = await move(Math.ceil(high / step) + 1, 1)
  return Number.isFinite(coarse.low) && Number.isFinite(coarse.high) ? coarse : undefined
}
