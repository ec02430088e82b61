import { getRouteApi, Link } from '@tanstack/react-router'
import { useI18n } from '../../i18n/I18n.tsx'
import styles from './Pages.module.css'

/** How many listings the broker puts on one page. */
export const listingsPerPage = 20

const route = getRouteApi('/$locale/datasets')

/** To the page before and after; nothing when everything is on one page. */
export function Pages({ total, shown }: { readonly total: number; readonly shown: number }) {
  const { t, locale } = useI18n()
  const search = route.useSearch()
  const page = Math.max(1, Number.parseInt(search.page ?? '1', 10) || 1)
  const more = shown > 0 && page * listingsPerPage < total
  if (page === 1 && !more) return null
  const to = (target: number) => ({ ...search, page: target === 1 ? undefined : String(target) })
  return (
    <nav className={styles.pages} aria-label={t('pages.label')}>
      {page > 1 ? (
        <Link to="/$locale/datasets" params={{ locale }} search={to(page - 1)} rel="prev">
          {t('pages.before')}
        </Link>
      ) : null}
      <span>
        {t('pages.here', { page, last: Math.max(1, Math.ceil(total / listingsPerPage)) })}
      </span>
      {more ? (
        <Link to="/$locale/datasets" params={{ locale }} search={to(page + 1)} rel="next">
          {t('pages.after')}
        </Link>
      ) : null}
    </nav>
  )
}
