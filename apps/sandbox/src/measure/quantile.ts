/** The value below which the share `q` of the samples lies, by linear interpolation (Hyndman and Fan, type 7). */
export function quantile(samples: readonly number[], q: number): number {
  const sorted = [...samples].sort((left, right) => left - right)
  const place = (sorted.length - 1) * q
  const below = sorted[Math.floor(place)] ?? Number.NaN
  const above = sorted[Math.ceil(place)] ?? Number.NaN
  return below + (above - below) * (place - Math.floor(place))
}

export const median = (samples: readonly number[]): number => quantile(samples, 0.5)

export const mean = (samples: readonly number[]): number =>
  samples.reduce((sum, sample) => sum + sample, 0) / samples.length
