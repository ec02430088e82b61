import { getRouteApi, Link } from '@tanstack/react-router'
import { useI18n } from '../../i18n/I18n.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Section } from '../../ui/Section.tsx'
import { ListingRow } from '../catalog/ListingRow.tsx'
import { RunRow } from '../run/RunRow.tsx'
import styles from './HomePage.module.css'
import { SpaceDiagram } from './SpaceDiagram.tsx'

const route = getRouteApi('/$locale/')

/** What this space is, in one glance, and the three ways in. */
export function HomePage() {
  const { t, say, locale } = useI18n()
  const { space, listings, runs } = route.useLoaderData()
  const { counts } = space
  const ways = [
    {
      to: '/$locale/datasets',
      name: t('datasets.title'),
      count: counts.listings,
      what: t('home.datasets'),
    },
    { to: '/$locale/runs', name: t('runs.title'), count: counts.runs, what: t('home.runs') },
    { to: '/$locale/log', name: t('log.title'), count: counts.logSize, what: t('home.log') },
  ] as const
  return (
    <>
      <div className={styles.hero}>
        <div>
          <p className={styles.space}>{say(space.name)}</p>
          <h1 className={styles.claim}>{t('home.claim')}</h1>
          <p className={styles.lead}>
            {t('home.lead', { members: counts.members, agreements: counts.agreements })}
          </p>
        </div>
        <SpaceDiagram members={space.members} />
      </div>
      <ul className={styles.ways}>
        {ways.map((way) => (
          <li key={way.to}>
            <Link to={way.to} params={{ locale }} className={styles.way}>
              <span className={styles.count}>{way.count.toLocaleString(locale)}</span>
              <span className={styles.name}>{way.name}</span>
              <span className={styles.what}>{way.what}</span>
            </Link>
          </li>
        ))}
      </ul>
      <Section title={t('home.newest')}>
        {listings === undefined ? (
          <Notice icon="warn" title={t('partial.title')}>
            {t('partial.part')}
          </Notice>
        ) : listings.items.length === 0 ? (
          <Notice title={t('datasets.none')}>{t('datasets.none.how')}</Notice>
        ) : (
          listings.items
            .slice(0, 3)
            .map((listing) => <ListingRow key={listing.id} listing={listing} />)
        )}
      </Section>
      <Section title={t('home.latest-runs')}>
        {runs === undefined ? (
          <Notice icon="warn" title={t('partial.title')}>
            {t('partial.part')}
          </Notice>
        ) : runs.length === 0 ? (
          <Notice title={t('runs.none')}>{t('runs.none.how')}</Notice>
        ) : (
          runs.slice(0, 3).map((run) => <RunRow key={run.id} run={run} />)
        )}
      </Section>
    </>
  )
}
