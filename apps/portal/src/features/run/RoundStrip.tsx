import type { Run } from '../../api/run-model.ts'
import { formatNumber, formatSeconds } from '../../i18n/format.ts'
import { useI18n } from '../../i18n/I18n.tsx'
import styles from './RoundStrip.module.css'
import { isUnderWay, trainedRounds } from './run-state.ts'

/** Every planned round as one cell: done, done at the second attempt, under way, still to come. */
export function RoundStrip({ run }: { readonly run: Run }) {
  const { t } = useI18n()
  const done = new Map(trainedRounds(run).map((outcome) => [outcome.round, outcome]))
  const next = Math.max(0, ...done.keys()) + 1
  const words = (round: number): string => {
    const outcome = done.get(round)
    if (!outcome) return t(stateOf(round) === 'now' ? 'strip.now' : 'strip.open', { round })
    return t(outcome.attempt > 1 ? 'strip.again' : 'strip.done', {
      round,
      cohort: outcome.cohort,
      attempt: outcome.attempt,
      loss: outcome.loss === undefined ? '—' : formatNumber(outcome.loss),
      seconds: formatSeconds(outcome.seconds),
    })
  }
  const stateOf = (round: number): 'done' | 'again' | 'now' | 'open' => {
    const outcome = done.get(round)
    if (outcome) return outcome.attempt > 1 ? 'again' : 'done'
    return round === next && isUnderWay(run) ? 'now' : 'open'
  }
  const rounds = Array.from({ length: Math.min(run.rounds, 400) }, (_, index) => index + 1)
  const retried = rounds.some((round) => stateOf(round) === 'again')
  return (
    <div className={styles.strip}>
      <ol aria-label={t('strip.label')}>
        {rounds.map((round) => (
          <li key={round} className={styles[stateOf(round)]} title={words(round)}>
            <span className="visually-hidden">{words(round)}</span>
          </li>
        ))}
      </ol>
      <p className={styles.keys}>
        <span className={styles.keyDone}>{t('strip.key.done')}</span>
        {retried ? <span className={styles.keyAgain}>{t('strip.key.again')}</span> : null}
        {isUnderWay(run) ? <span className={styles.keyNow}>{t('strip.key.now')}</span> : null}
        {done.size < run.rounds ? (
          <span className={styles.keyOpen}>{t('strip.key.open')}</span>
        ) : null}
      </p>
    </div>
  )
}
