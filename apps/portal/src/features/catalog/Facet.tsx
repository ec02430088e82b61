import { getRouteApi, Link } from '@tanstack/react-router'
import type { FacetName, FacetValue } from '../../api/model.ts'
import { capitalised } from '../../i18n/format.ts'
import { useI18n } from '../../i18n/I18n.tsx'
import { Icon } from '../../ui/Icon.tsx'
import styles from './Facet.module.css'

const route = getRouteApi('/$locale/datasets')

export interface FacetProps {
  readonly name: FacetName
  readonly values: readonly FacetValue[]
}

/** One facet: choosing a value is following a link; choosing it again takes it back. */
export function Facet({ name, values }: FacetProps) {
  const { t, say, label, locale } = useI18n()
  // A use bears the same short name here as on the listings beside.
  const words = (each: FacetValue) =>
    name === 'use' ? label('use', each.value) : capitalised(say(each.label))
  const search = route.useSearch()
  if (values.length === 0) return null
  return (
    <div className={styles.facet}>
      <h2 id={`facet-${name}`}>{t(`facet.${name}`)}</h2>
      <ul aria-labelledby={`facet-${name}`}>
        {values.map((each) => {
          const chosen = search[name] === each.value
          return (
            <li key={each.value}>
              <Link
                to="/$locale/datasets"
                params={{ locale }}
                search={{ ...search, [name]: chosen ? undefined : each.value, page: undefined }}
                className={
                  each.count === 0 && !chosen ? `${styles.value} ${styles.zero}` : styles.value
                }
                aria-current={chosen ? 'true' : undefined}
                activeOptions={{ exact: true }}
              >
                {chosen ? <Icon name="check" size={12} /> : null}
                <span className={styles.label}>{words(each)}</span>
                {chosen ? <span className={styles.undo}>{t('facet.remove')}</span> : null}
                <span className={styles.count}>{each.count}</span>
              </Link>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
