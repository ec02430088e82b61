import { useI18n } from '../i18n/I18n.tsx'
import styles from './Skeleton.module.css'

const lines = ['a', 'b', 'c', 'd', 'e', 'f']

/** The shape of a page while its data is on the way; shown only when that takes longer than a blink. */
export function PageSkeleton() {
  const { t } = useI18n()
  return (
    <div className={styles.skeleton} role="status" aria-label={t('loading')}>
      <div className={styles.title} />
      <div className={styles.lead} />
      {lines.map((line) => (
        <div key={line} className={styles.row} />
      ))}
    </div>
  )
}
