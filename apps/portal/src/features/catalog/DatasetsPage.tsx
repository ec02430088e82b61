import { getRouteApi, Link } from '@tanstack/react-router'
import { facetNames } from '../../api/model.ts'
import { useI18n } from '../../i18n/I18n.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import styles from './DatasetsPage.module.css'
import { Facet } from './Facet.tsx'
import { ListingRow } from './ListingRow.tsx'
import { Pages } from './Pages.tsx'
import { SearchForm } from './SearchForm.tsx'

const route = getRouteApi('/$locale/datasets')

/** Is there data for my need, and may I use it? Every state of this page is a link. */
export function DatasetsPage() {
  const { t, locale } = useI18n()
  const page = route.useLoaderData()
  const search = route.useSearch()
  const chosen = facetNames.filter((name) => search[name])
  return (
    <>
      <PageHeader title={t('datasets.title')} lead={t('datasets.lead')}>
        <SearchForm />
      </PageHeader>
      <div className={styles.layout}>
        <details className={styles.filters} open={chosen.length > 0}>
          <summary>{t('datasets.filters')}</summary>
          {facetNames.map((name) => (
            <Facet key={name} name={name} values={page.facets[name] ?? []} />
          ))}
        </details>
        <div className={styles.results}>
          <div className={styles.bar} role="status">
            <span>
              {t('datasets.count', { n: page.total })}
              <span className={styles.took}>
                {t('datasets.took', { ms: Math.round(page.tookMs) })}
              </span>
            </span>
            {chosen.length > 0 || search.q ? (
              <Link to="/$locale/datasets" params={{ locale }}>
                {t('datasets.clear')}
              </Link>
            ) : null}
          </div>
          {page.items.length === 0 ? (
            <Notice title={t(search.q || chosen.length > 0 ? 'datasets.nothing' : 'datasets.none')}>
              <p>
                {t(search.q || chosen.length > 0 ? 'datasets.nothing.how' : 'datasets.none.how')}
              </p>
            </Notice>
          ) : (
            page.items.map((listing) => (
              <ListingRow key={listing.id} listing={listing} query={search.q} level="h2" />
            ))
          )}
          <Pages total={page.total} shown={page.items.length} />
        </div>
      </div>
    </>
  )
}
