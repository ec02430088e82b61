import { Link } from '@tanstack/react-router'
import { useI18n } from '../i18n/I18n.tsx'
import { PageHeader } from './PageHeader.tsx'

/** Nothing is at this address, or nothing that the reader may see: the two look the same on purpose. */
export function Missing() {
  const { t, locale } = useI18n()
  return (
    <PageHeader title={t('missing.title')} lead={t('missing.lead')}>
      <p>
        <Link to="/$locale/datasets" params={{ locale }}>
          {t('missing.action')}
        </Link>
      </p>
    </PageHeader>
  )
}
