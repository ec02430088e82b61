import type { Run } from '../../api/run-model.ts'
import { formatBytes, formatNumber } from '../../i18n/format.ts'
import { useI18n } from '../../i18n/I18n.tsx'
import { Copyable } from '../../ui/Copyable.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Confusion } from './Confusion.tsx'
import styles from './Evaluation.module.css'
import { isUnderWay } from './run-state.ts'

/** Best known first; each task has some of them. */
const metricOrder = ['auc', 'f1', 'accuracy', 'r2', 'rmse', 'mae', 'meanLoss', 'rows']

/** How good the model is on rows that nobody trained on, and the model itself. */
export function Evaluation({ run }: { readonly run: Run }) {
  const { t, label, locale } = useI18n()
  const told = run.evaluation?.metrics ?? {}
  const metrics = metricOrder
    .map((name) => [name, told[name]] as const)
    .filter((entry): entry is [string, number] => typeof entry[1] === 'number')
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
      <Confusion run={run} />
      {run.model ? (
        <p className={styles.model}>
          {t('run.model.file', { size: formatBytes(run.model.size) })}
          <Copyable text={run.model.sha256} head={16} tail={8} />
        </p>
      ) : null}
    </div>
  )
}
