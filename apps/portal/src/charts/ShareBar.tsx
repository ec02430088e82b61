import styles from './bars.module.css'

/** A share of 0 to 1 as a short bar; the number beside it is the text. */
export function ShareBar({
  share,
  width = 40,
}: {
  readonly share: number
  readonly width?: number
}) {
  const filled = Math.max(share > 0 ? 1 : 0, Math.min(1, share) * width)
  return (
    <svg aria-hidden="true" className={styles.bar} width={width} height={8}>
      <rect className={styles.ground} width={width} height={8} />
      <rect className={styles.fill} width={filled} height={8} />
    </svg>
  )
}
