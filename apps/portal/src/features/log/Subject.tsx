import type { LogRecord } from '@lianshu/kernel'
import { Link } from '@tanstack/react-router'
import { useI18n } from '../../i18n/I18n.tsx'
import { Copyable } from '../../ui/Copyable.tsx'

/** What a record is about, with the way to its page where it has one. */
export function Subject({ record }: { readonly record: Partial<LogRecord> | undefined }) {
  const { t, locale } = useI18n()
  const id = record?.subject
  if (!id) return null
  const kind = record?.type?.split('.')[0] ?? ''
  return (
    <p>
      {t('log.subject')} <Copyable text={id} head={20} tail={10} />{' '}
      {['run', 'round', 'settlement', 'use'].includes(kind) ? (
        <Link to="/$locale/runs/$id" params={{ locale, id }}>
          {t('subject.run')}
        </Link>
      ) : null}
      {kind === 'dataset' ? (
        <Link to="/$locale/datasets/$id" params={{ locale, id }}>
          {t('subject.dataset')}
        </Link>
      ) : null}
      {kind === 'demand' ? (
        <Link to="/$locale/demands/$id" params={{ locale, id }}>
          {t('subject.demand')}
        </Link>
      ) : null}
    </p>
  )
}
