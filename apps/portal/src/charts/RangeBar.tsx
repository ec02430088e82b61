import { formatNumber } from '../i18n/format.ts'
import styles from './bars.module.css'

export interface RangeBarProps {
  readonly low: number
  readonly high: number
}

const width = 72

/** The span of a column's values: both ends in figures, and where zero lies when it is inside. */
export function RangeBar({ low, high }: RangeBarProps) {
  const zero = low < 0 && high > 0 ? (-low / (high - low)) * width : undefined
  return (
    <span className={styles.range}>
      <span className={styles.low}>{formatNumber(low)}</span>
      <svg aria-hidden="true" className={styles.bar} width={width} height={10}>
        <path className={styles.line} d={`M0.5 1v8M0.5 5h${width - 1}M${width - 0.5} 1v8`} />
        {zero === undefined ? null : <circle className={styles.zero} cx={zero} cy={5} r={2.5} />}
      </svg>
      <span>{formatNumber(high)}</span>
    </span>
  )
}
