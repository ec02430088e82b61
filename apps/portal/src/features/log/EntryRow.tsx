import type { LogEntry, LogNode } from '../../api/log-model.ts'
import { formatDate, formatTime } from '../../i18n/format.ts'
import { useI18n } from '../../i18n/I18n.tsx'
import { Copyable } from '../../ui/Copyable.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Mark } from '../../ui/Mark.tsx'
import styles from './EntryRow.module.css'
import { readRecord } from './read-record.ts'

export interface EntryRowProps {
  readonly entry: LogEntry
  readonly nodes: readonly LogNode[]
  /** What the reader's own check found about this leaf. */
  readonly check: 'good' | 'bad' | undefined
}

/** One act of the log as a sentence, with the exact record one press away. */
export function EntryRow({ entry, nodes, check }: EntryRowProps) {
  const { t, say, label } = useI18n()
  const record = readRecord(entry)
  const actor = nodes.find((node) => node.did === record?.actor)
  return (
    <li className={styles.entry} id={`entry-${entry.index}`}>
      <span className={styles.index}>{entry.index}</span>
      <div className={styles.body}>
        <p>
          <strong>{record?.type ? label('log-type', record.type) : t('log.unreadable')}</strong>
          {record?.decision === 'deny' ? (
            <Mark tone="bad" icon="cross">
              {t('log.denied')}
            </Mark>
          ) : null}
          {record?.reason ? <span>{label('reason', record.reason)}</span> : null}
        </p>
        <p className={styles.who}>
          {actor ? <span>{say(actor.name)}</span> : null}
          {record?.subject ? <Copyable text={record.subject} head={16} tail={8} /> : null}
        </p>
        <details className={styles.exact}>
          <summary>{t('log.exact')}</summary>
          <pre>{record ? JSON.stringify(record, undefined, 2) : entry.leaf}</pre>
          <p>
            {t('log.leaf-hash')} <Copyable text={entry.leafHash} head={16} tail={8} />
          </p>
        </details>
      </div>
      <span className={styles.time}>
        {record?.at ? (
          <time dateTime={record.at}>
            {formatDate(record.at)} {formatTime(record.at)}
          </time>
        ) : null}
        {check ? (
          <span className={styles[check]}>
            <Icon name={check === 'good' ? 'check' : 'cross'} size={14} />
            {t(check === 'good' ? 'log.hash-good' : 'log.hash-bad')}
          </span>
        ) : null}
      </span>
    </li>
  )
}
