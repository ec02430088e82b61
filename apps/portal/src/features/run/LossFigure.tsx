import { lazy, Suspense, useEffect, useState } from 'react'
import type { RoundOutcome } from '../../api/run-model.ts'
import { formatBytes, formatNumber, formatSeconds } from '../../i18n/format.ts'
import { useI18n } from '../../i18n/I18n.tsx'
import { Copyable } from '../../ui/Copyable.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Scroll } from '../../ui/Scroll.tsx'
import styles from './LossFigure.module.css'

// The chart library is the only heavy part of this page: it comes when a browser draws, never on the server.
const LineChart = lazy(async () => ({
  default: (await import('../../charts/LineChart.tsx')).LineChart,
}))

export interface LossFigureProps {
  readonly rounds: readonly RoundOutcome[]
  /** How many rounds the plan has: the width of the chart from the start. */
  readonly planned: number
}

/** The loss over the rounds as a curve, and the same as a table. */
export function LossFigure({ rounds, planned }: LossFigureProps) {
  const { t } = useI18n()
  // The server and the first picture in the browser must agree: the curve comes after that.
  const [inBrowser, setInBrowser] = useState(false)
  useEffect(() => setInBrowser(true), [])
  if (rounds.length === 0) return <Notice icon="clock" title={t('run.no-rounds')} />
  const known = rounds.filter((each) => each.loss !== undefined)
  return (
    <figure>
      <div className={styles.chart}>
        {inBrowser ? (
          <Suspense>
            <LineChart
              x={known.map((each) => each.round)}
              y={known.map((each) => each.loss!)}
              last={planned}
              label={t('run.loss')}
            />
          </Suspense>
        ) : null}
      </div>
      <details className={styles.twin}>
        <summary>{t('run.table')}</summary>
        <RoundTable rounds={rounds} />
      </details>
    </figure>
  )
}

function RoundTable({ rounds }: { readonly rounds: readonly RoundOutcome[] }) {
  const { t, locale } = useI18n()
  return (
    <Scroll label={t('run.table')} low>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('run.round')}</th>
            <th scope="col">{t('run.loss')}</th>
            <th scope="col">{t('run.metric')}</th>
            <th scope="col">{t('run.rows')}</th>
            <th scope="col">{t('run.cohort')}</th>
            <th scope="col">{t('run.attempt')}</th>
            <th scope="col">{t('run.seconds')}</th>
            <th scope="col">{t('run.bytes')}</th>
            <th scope="col">{t('run.model')}</th>
          </tr>
        </thead>
        <tbody>
          {rounds.map((each) => (
            <tr key={`${each.phase}-${each.round}`}>
              <th scope="row">{each.round}</th>
              <td>{each.loss === undefined ? '—' : formatNumber(each.loss)}</td>
              <td>{each.metric === undefined ? '—' : formatNumber(each.metric)}</td>
              <td>{each.rows.toLocaleString(locale)}</td>
              <td>{each.cohort}</td>
              <td>{each.attempt}</td>
              <td>{formatSeconds(each.seconds)}</td>
              <td>{formatBytes(each.bytes)}</td>
              <td>
                {each.modelSha256 ? <Copyable text={each.modelSha256} head={8} tail={4} /> : '—'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}
