import type { Run } from '../../api/run-model.ts'
import { formatBytes, formatNumber } from '../../i18n/format.ts'
import { useI18n } from '../../i18n/I18n.tsx'
import { Copyable } from '../../ui/Copyable.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Notice } from '../../ui/Notice.tsx'
import styles from './Evaluation.module.css'
import { isUnderWay } from './run-state.ts'

/** How good the model is on rows that nobody trained on, and the model itself. */
export function Evaluation({ run }: { readonly run: Run }) {
  const { t, label, locale } = useI18n()
  const metrics = Object.entries(run.evaluation?.metrics ?? {}).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number',
  )
  if (metrics.length === 0) {
    return (
      <Notice
        icon="clock"
        title={t(isUnderWay(run) ? 'run.evaluation.waiting' : 'run.evaluation.none')}
      />
    )
  }
  return (
    <div className={styles.evaluation}>
      <Facts
        large
        facts={metrics.map(([name, value]) => ({
          name: label('metric', name),
          value: Number.isInteger(value) ? value.toLocaleString(locale) : formatNumber(value),
        }))}
      />
      {run.model ? (
        <p className={styles.model}>
          {t('run.model.file', { size: formatBytes(run.model.size) })}
          <Copyable text={run.model.sha256} head={16} tail={8} />
        </p>
      ) : null}
    </div>
  )
}
