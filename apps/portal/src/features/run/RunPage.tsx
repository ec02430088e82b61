import { getRouteApi, Link } from '@tanstack/react-router'
import { formatBytes, formatDateTime, formatNumber } from '../../i18n/format.ts'
import { useI18n } from '../../i18n/I18n.tsx'
import { Copyable } from '../../ui/Copyable.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { JsonView } from '../../ui/JsonView.tsx'
import { Mark } from '../../ui/Mark.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Section } from '../../ui/Section.tsx'
import { ConnectionMark } from './ConnectionMark.tsx'
import { Evaluation } from './Evaluation.tsx'
import { LossFigure } from './LossFigure.tsx'
import { Participants } from './Participants.tsx'
import { PlanFacts } from './PlanFacts.tsx'
import { RoundStrip } from './RoundStrip.tsx'
import { bytesOut, isUnderWay, lookOfState, trainedRounds } from './run-state.ts'
import { SettlementTable } from './SettlementTable.tsx'
import { useLiveRun } from './useLiveRun.ts'

const route = getRouteApi('/$locale/runs/$id')

/** One training run, live: how the model gets better while every table stays where it is. */
export function RunPage() {
  const { t, label, locale } = useI18n()
  const { run, connection, seenAt } = useLiveRun(route.useLoaderData())
  const rounds = trainedRounds(run)
  const last = rounds.at(-1)
  return (
    <>
      <PageHeader
        title={t('run.title', { target: run.target })}
        lead={t(isUnderWay(run) ? 'run.lead.live' : 'run.lead.over', {
          round: run.round,
          rounds: run.rounds,
          n: run.participants.length,
        })}
        over={
          <>
            <Link to="/$locale/runs" params={{ locale }}>
              {t('runs.title')}
            </Link>
            <Mark {...lookOfState(run.state)}>{label('run-state', run.state)}</Mark>
            <ConnectionMark connection={connection} seenAt={seenAt} />
            <time dateTime={run.startedAt}>{formatDateTime(run.startedAt)}</time>
            {run.demandId ? (
              <Link to="/$locale/demands/$id" params={{ locale, id: run.demandId }}>
                {t('run.demand')}
              </Link>
            ) : null}
            <Copyable text={run.id} head={16} tail={6} />
          </>
        }
      >
        <Facts
          large
          facts={[
            {
              name: t('run.loss'),
              value: last?.loss === undefined ? '—' : formatNumber(last.loss),
              more:
                rounds[0]?.loss === undefined
                  ? undefined
                  : t('run.loss.from', { loss: formatNumber(rounds[0].loss) }),
            },
            { name: t('run.round'), value: `${run.round} / ${run.rounds}` },
            {
              name: t('run.rows.trained'),
              value: last ? last.rows.toLocaleString(locale) : '—',
              more: t('run.rows.where'),
            },
            {
              name: t('run.bytes-out'),
              value: formatBytes(bytesOut(run)),
              more: t('run.bytes-out.what'),
            },
          ]}
        />
      </PageHeader>
      {run.sentence ? <Notice icon="warn" title={run.sentence} /> : null}
      {/* One sentence per round, not per event, for those who listen to the page. */}
      <p className="visually-hidden" aria-live="polite">
        {last?.loss === undefined
          ? ''
          : t('run.spoken', { round: last.round, loss: formatNumber(last.loss) })}
      </p>
      <Section title={t('run.course')} note={t('run.course.note')}>
        <LossFigure rounds={rounds} planned={run.rounds} />
        <RoundStrip run={run} />
      </Section>
      <Section title={t('run.participants')} note={t('run.participants.note')}>
        <Participants run={run} />
      </Section>
      <Section title={t('run.evaluation')} note={t('run.evaluation.note')}>
        <Evaluation run={run} />
      </Section>
      <Section title={t('run.settlement')} note={t('run.settlement.note')}>
        <SettlementTable run={run} />
      </Section>
      <Section title={t('run.plan')} note={t('run.plan.note')}>
        <PlanFacts run={run} />
        <JsonView title={t('run.plan.json')} value={run.plan} />
      </Section>
    </>
  )
}
