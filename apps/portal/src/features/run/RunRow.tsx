import { Link } from '@tanstack/react-router'
import type { Run } from '../../api/run-model.ts'
import { Spark } from '../../charts/Spark.tsx'
import { formatBytes, formatDateTime, formatNumber } from '../../i18n/format.ts'
import { useI18n } from '../../i18n/I18n.tsx'
import { Mark } from '../../ui/Mark.tsx'
import styles from './RunRow.module.css'
import { bytesOut, lookOfState, trainedRounds } from './run-state.ts'

export interface RunRowProps {
  readonly run: Run
  readonly level?: 'h2' | 'h3'
}

/** One run as one line: what it learns, how far it is, how the loss went. */
export function RunRow({ run, level: Heading = 'h3' }: RunRowProps) {
  const { t, label, locale } = useI18n()
  const losses = trainedRounds(run).flatMap((outcome) => outcome.loss ?? [])
  return (
    <article className={styles.row}>
      <div>
        <Heading className={styles.title}>
          <Link to="/$locale/runs/$id" params={{ locale, id: run.id }}>
            {t('run.title', { target: run.target })}
          </Link>
        </Heading>
        <p className={styles.line}>
          <Mark {...lookOfState(run.state)}>{label('run-state', run.state)}</Mark>
          <span>{t('run.round-of', { round: run.round, rounds: run.rounds })}</span>
          <span>{t('run.owners', { n: run.participants.length })}</span>
          <span>{formatDateTime(run.startedAt)}</span>
        </p>
      </div>
      <Spark values={losses} />
      <dl className={styles.numbers}>
        <dt>{t('run.loss')}</dt>
        <dd>{losses.length > 0 ? formatNumber(losses.at(-1)!) : '—'}</dd>
        <dt>{t('run.bytes-out')}</dt>
        <dd>{formatBytes(bytesOut(run))}</dd>
      </dl>
    </article>
  )
}
