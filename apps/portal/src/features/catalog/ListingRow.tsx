import { Link } from '@tanstack/react-router'
import type { Listing } from '../../api/model.ts'
import { formatDate, formatFen, formatRows } from '../../i18n/format.ts'
import { useI18n } from '../../i18n/I18n.tsx'
import { Tag } from '../../ui/Mark.tsx'
import { Highlight } from './Highlight.tsx'
import styles from './ListingRow.module.css'

export interface ListingRowProps {
  readonly listing: Listing
  /** What the reader searched for; marked where it occurs. */
  readonly query?: string | undefined
  readonly level?: 'h2' | 'h3'
}

/** One data set as one line of a list: what it is on the left, whether it serves on the right. */
export function ListingRow({ listing, query = '', level: Heading = 'h3' }: ListingRowProps) {
  const { t, say, label, locale } = useI18n()
  return (
    <article className={styles.row}>
      <div className={styles.what}>
        <Heading className={styles.title}>
          <Link to="/$locale/datasets/$id" params={{ locale, id: listing.id }}>
            <Highlight text={say(listing.title)} query={query} />
          </Link>
          {listing.simulated ? <Tag>{t('simulated')}</Tag> : null}
        </Heading>
        <p className={styles.owner}>{say(listing.ownerName)}</p>
        <p className={styles.description}>
          <Highlight text={say(listing.description)} query={query} />
        </p>
        <p className={styles.uses}>
          {listing.uses.map((use) => (
            <Tag key={use} tone="accent">
              {label('use', use)}
            </Tag>
          ))}
          {listing.delivery.map((way) => (
            <Tag key={way}>{label('delivery', way)}</Tag>
          ))}
        </p>
      </div>
      <dl className={styles.numbers}>
        <div>
          <dt>{t('listing.rows')}</dt>
          <dd>{formatRows(listing.rows, locale)}</dd>
        </div>
        <div>
          <dt>{t('listing.columns')}</dt>
          <dd>{listing.columns.length}</dd>
        </div>
        <div>
          <dt>{t('listing.price')}</dt>
          <dd>
            {listing.priceFen === 0 ? t('listing.free') : formatFen(listing.priceFen, locale)}
          </dd>
        </div>
        <div>
          <dt>{t('listing.updated')}</dt>
          <dd>{formatDate(listing.updatedAt)}</dd>
        </div>
      </dl>
    </article>
  )
}
