import { Link } from '@tanstack/react-router'
import type { LogEntry, LogNode } from '../../api/log-model.ts'
import { useI18n } from '../../i18n/I18n.tsx'
import { logPageSize } from '../../routes/loaders.ts'
import { Notice } from '../../ui/Notice.tsx'
import styles from './Entries.module.css'
import { EntryRow } from './EntryRow.tsx'
import type { Verification } from './useVerification.ts'

export interface EntriesProps {
  /** Newest first; undefined when they could not be read. */
  readonly entries: readonly LogEntry[] | undefined
  readonly nodes: readonly LogNode[]
  readonly from: number
  readonly size: number
  readonly did: string
  readonly verification: Verification
}

/** One page of a node's acts, newest first. */
export function Entries({ entries, nodes, from, size, did, verification }: EntriesProps) {
  const { t, locale } = useI18n()
  if (entries === undefined) {
    return (
      <Notice icon="warn" title={t('partial.title')}>
        {t('partial.part')}
      </Notice>
    )
  }
  if (entries.length === 0) return <Notice title={t('log.empty')}>{t('log.empty.how')}</Notice>
  const link = (start: number) => ({
    to: '/$locale/log' as const,
    params: { locale },
    search: { node: did, from: String(Math.max(0, start)) },
  })
  return (
    <>
      <ol className={styles.entries}>
        {entries.map((entry) => (
          <EntryRow
            key={entry.index}
            entry={entry}
            nodes={nodes}
            check={checkOf(entry.index, verification)}
          />
        ))}
      </ol>
      <p className={styles.pages}>
        {from + logPageSize < size ? (
          <Link {...link(from + logPageSize)}>{t('log.newer')}</Link>
        ) : null}
        <span>{t('log.range', { from, to: from + entries.length - 1, size })}</span>
        {from > 0 ? <Link {...link(from - logPageSize)}>{t('log.older')}</Link> : null}
      </p>
    </>
  )
}

function checkOf(index: number, { brokenAt, leaves }: Verification): 'good' | 'bad' | undefined {
  if (brokenAt === index) return 'bad'
  return index < leaves ? 'good' : undefined
}
