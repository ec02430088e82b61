import { getRouteApi, Link } from '@tanstack/react-router'
import { formatDateTime } from '../../i18n/format.ts'
import { useI18n } from '../../i18n/I18n.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Section } from '../../ui/Section.tsx'
import styles from './DemandPage.module.css'

const route = getRouteApi('/$locale/demands/$id')

/** A need in the trainer's words, what fits it and why, and what does not and why not. */
export function DemandPage() {
  const { t, say, locale } = useI18n()
  const demand = route.useLoaderData()
  return (
    <>
      <PageHeader
        over={`${t('demand.title')} · ${formatDateTime(demand.at)}`}
        title={demand.text}
        lead={t('demand.lead', { n: demand.ranked.length, out: demand.excluded.length })}
      />
      <Section title={t('demand.ranked')} note={t('demand.ranked.note')}>
        {demand.ranked.length === 0 ? <Notice title={t('demand.nothing')} /> : null}
        <ol className={styles.list}>
          {demand.ranked.map((each) => (
            <li key={each.listingId}>
              <span className={styles.score}>{each.score.toFixed(2)}</span>
              <div>
                <h3>
                  <Link to="/$locale/datasets/$id" params={{ locale, id: each.listingId }}>
                    {say(each.title)}
                  </Link>
                </h3>
                <Reasons reasons={each.reasons.map(say)} />
              </div>
            </li>
          ))}
        </ol>
      </Section>
      {demand.excluded.length > 0 ? (
        <Section title={t('demand.excluded')} note={t('demand.excluded.note')}>
          <ul className={styles.list}>
            {demand.excluded.map((each) => (
              <li key={each.listingId}>
                <span className={styles.score}>—</span>
                <div>
                  <h3>
                    <Link to="/$locale/datasets/$id" params={{ locale, id: each.listingId }}>
                      {say(each.title)}
                    </Link>
                  </h3>
                  <Reasons reasons={each.reasons.map(say)} />
                </div>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  )
}

function Reasons({ reasons }: { readonly reasons: readonly string[] }) {
  return (
    <ul className={styles.reasons}>
      {reasons.map((reason) => (
        <li key={reason}>{reason}</li>
      ))}
    </ul>
  )
}
