import styles from './Spark.module.css'

const width = 128
const height = 36

/** The course of a few numbers, without axes; the last number stands beside it as text. */
export function Spark({ values }: { readonly values: readonly number[] }) {
  if (values.length < 2) return <span />
  const low = Math.min(...values)
  const span = Math.max(...values) - low || 1
  const points = values.map((value, index) => ({
    x: 2 + (index / (values.length - 1)) * (width - 8),
    y: 4 + (1 - (value - low) / span) * (height - 8),
  }))
  const last = points.at(-1)!
  return (
    <svg
      aria-hidden="true"
      className={styles.spark}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
    >
      <polyline points={points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')} />
      <circle cx={last.x.toFixed(1)} cy={last.y.toFixed(1)} r={2.5} />
    </svg>
  )
}
