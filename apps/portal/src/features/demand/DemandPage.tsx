import { getRouteApi, Link } from '@tanstack/react-router'
import type { RankedListing } from '../../api/model.ts'
import { formatDateTime } from '../../i18n/format.ts'
import { useI18n } from '../../i18n/I18n.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Section } from '../../ui/Section.tsx'
import styles from './DemandPage.module.css'

const route = getRouteApi('/$locale/demands/$id')

/** A need in the trainer's words, what fits it and why, and what does not and why not. */
export function DemandPage() {
  const { t } = useI18n()
  const demand = route.useLoaderData()
  const { ranked, excluded, nearest } = demand
  return (
    <>
      <PageHeader
        over={`${t('demand.title')} · ${formatDateTime(demand.at)}`}
        title={<span className={styles.need}>{demand.text}</span>}
        lead={t(excluded.length > 0 ? 'demand.lead' : 'demand.lead.all', {
          n: ranked.length,
          out: excluded.length,
        })}
      />
      <Section title={t('demand.ranked')} note={t('demand.ranked.note')}>
        {ranked.length === 0 ? <Notice title={t('demand.nothing')} /> : null}
        <ol className={styles.list}>
          {ranked.map((each) => (
            <Answer key={each.listingId} listing={each} score={each.score.toFixed(2)} />
          ))}
        </ol>
      </Section>
      {nearest ? (
        <Section title={t('demand.nearest')}>
          <ul className={styles.list}>
            <Answer listing={nearest} score="—" />
          </ul>
        </Section>
      ) : null}
      {excluded.length > 0 ? (
        <Section title={t('demand.excluded')} note={t('demand.excluded.note')}>
          <ul className={styles.list}>
            {excluded.map((each) => (
              <Answer key={each.listingId} listing={each} score="—" />
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  )
}

interface AnswerProps {
  readonly listing: Omit<RankedListing, 'score'>
  readonly score: string
}

function Answer({ listing, score }: AnswerProps) {
  const { say, locale } = useI18n()
  return (
    <li>
      <span className={styles.score}>{score}</span>
      <div>
        <h3>
          <Link to="/$locale/datasets/$id" params={{ locale, id: listing.listingId }}>
            {say(listing.title)}
          </Link>
        </h3>
        <ul className={styles.reasons}>
          {listing.reasons.map(say).map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      </div>
    </li>
  )
}
