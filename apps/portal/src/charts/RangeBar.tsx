import type { Locale } from '@lianshu/kernel'
import { formatNumber } from '../i18n/format.ts'
import { useI18n } from '../i18n/I18n.tsx'
import styles from './bars.module.css'

export interface RangeBarProps {
  readonly low: number
  readonly high: number
}

const width = 72

/** The span of a column's values: both ends in figures, and where zero lies when it is inside. */
export function RangeBar({ low, high }: RangeBarProps) {
  const { locale } = useI18n()
  const zero = low < 0 && high > 0 ? (-low / (high - low)) * width : undefined
  return (
    <span className={styles.range}>
      <span className={styles.low}>{formatEnd(low, locale)}</span>
      <svg aria-hidden="true" className={styles.bar} width={width} height={10}>
        <path className={styles.line} d={`M0.5 1v8M0.5 5h${width - 1}M${width - 0.5} 1v8`} />
        {zero === undefined ? null : <circle className={styles.zero} cx={zero} cy={5} r={2.5} />}
      </svg>
      <span>{formatEnd(high, locale)}</span>
    </span>
  )
}

/** Whole numbers with group separators, others with four digits; a real minus sign. */
const formatEnd = (value: number, locale: Locale): string =>
  (Number.isInteger(value) && Math.abs(value) < 1e9
    ? value.toLocaleString(locale)
    : formatNumber(value)
  ).replace(/^-/, '−')
