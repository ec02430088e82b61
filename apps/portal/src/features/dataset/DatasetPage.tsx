import { getRouteApi, Link } from '@tanstack/react-router'
import {
  capitalised,
  formatDate,
  formatDateTime,
  formatFen,
  formatRows,
} from '../../i18n/format.ts'
import { useI18n } from '../../i18n/I18n.tsx'
import { Copyable, CopyableDid } from '../../ui/Copyable.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { JsonView } from '../../ui/JsonView.tsx'
import { Mark, Tag } from '../../ui/Mark.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Section } from '../../ui/Section.tsx'
import styles from './DatasetPage.module.css'
import { Rights } from './Rights.tsx'
import { SchemaTable } from './SchemaTable.tsx'

const route = getRouteApi('/$locale/datasets/$id')

/** One data set: what it holds, what one may do with it, who says so. */
export function DatasetPage() {
  const { t, say, label, locale } = useI18n()
  const listing = route.useLoaderData()
  const { proof } = listing
  return (
    <>
      <PageHeader
        title={say(listing.title)}
        lead={say(listing.description)}
        over={
          <>
            <Link to="/$locale/datasets" params={{ locale }}>
              {t('datasets.title')}
            </Link>
            <span>{say(listing.ownerName)}</span>
            {proof.verified ? (
              <Mark tone="good" icon="check">
                {t('proof.verified')}
              </Mark>
            ) : (
              <Mark tone="bad" icon="cross">
                {t('proof.failed')}
              </Mark>
            )}
            {listing.simulated ? <Tag>{t('simulated')}</Tag> : null}
          </>
        }
      >
        <Facts
          facts={[
            { name: t('listing.rows'), value: formatRows(listing.rows, locale) },
            { name: t('listing.columns'), value: String(listing.columns.length) },
            { name: t('listing.task'), value: capitalised(say(listing.words.task)) },
            {
              name: t('listing.delivery'),
              value: listing.delivery.map((way) => label('delivery', way)).join(' · '),
            },
            {
              name: t('listing.price'),
              value:
                listing.priceFen === 0 ? t('listing.free') : formatFen(listing.priceFen, locale),
            },
            {
              name: t('listing.updated'),
              value: formatDate(listing.updatedAt),
              more: t('listing.version', { version: String(listing.version) }),
            },
          ]}
        />
      </PageHeader>
      <Section title={t('rights.title')} note={t('rights.note')}>
        <Rights rules={listing.policyWords[locale]} endsAt={listing.endsAt} />
      </Section>
      <Section title={t('schema.title')} note={t('schema.note')}>
        <SchemaTable columns={listing.columns} />
      </Section>
      <Section title={t('about.title')}>
        <dl className={styles.about}>
          <dt>{t('about.owner')}</dt>
          <dd>
            {say(listing.ownerName)} <CopyableDid did={listing.ownerDid} />
          </dd>
          <dt>{t('about.id')}</dt>
          <dd>
            <Copyable text={listing.id} head={16} tail={12} />
          </dd>
          <dt>{t('about.industry')}</dt>
          <dd>
            {[listing.words.industry, listing.scenario, ...listing.words.modality]
              .map((each) => capitalised(say(each)))
              .join(' · ')}
          </dd>
          <dt>{t('about.level')}</dt>
          <dd>{capitalised(say(listing.words.level))}</dd>
          <dt>{t('about.keywords')}</dt>
          <dd>{listing.keywords.join(' · ')}</dd>
        </dl>
      </Section>
      <Section title={t('proof.title')} note={t('proof.note')}>
        <dl className={styles.about}>
          <dt>{t('proof.signer')}</dt>
          <dd>
            <CopyableDid did={proof.signer} />
          </dd>
          <dt>{t('proof.at')}</dt>
          <dd>{formatDateTime(proof.at)}</dd>
        </dl>
        <JsonView title={t('proof.entry')} value={listing.entry} href="?format=jsonld" />
      </Section>
    </>
  )
}
