import type { LogEntry, LogNode } from '../../api/log-model.ts'
import { formatDate, formatTime } from '../../i18n/format.ts'
import { useI18n } from '../../i18n/I18n.tsx'
import { Copyable } from '../../ui/Copyable.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Mark } from '../../ui/Mark.tsx'
import styles from './EntryRow.module.css'
import { figuresOf } from './figures.ts'
import { readRecord } from './read-record.ts'
import { Subject } from './Subject.tsx'

export interface EntryRowProps {
  readonly entry: LogEntry
  readonly nodes: readonly LogNode[]
  /** What the reader's own check found about this leaf. */
  readonly check: 'good' | 'bad' | undefined
}

/** One act of the log as a sentence, with the exact record one press away. */
export function EntryRow({ entry, nodes, check }: EntryRowProps) {
  const i18n = useI18n()
  const { t, say } = i18n
  const record = readRecord(entry)
  const nameOf = (did: string | undefined) => nodes.find((node) => node.did === did)?.name
  const actor = nameOf(record?.actor)
  // Whom the act concerns, when that is somebody else whom readers know by name.
  const other = record?.subject === record?.actor ? undefined : nameOf(record?.subject)
  return (
    <li className={styles.entry} id={`entry-${entry.index}`}>
      <span className={styles.index}>{entry.index}</span>
      <details className={styles.body}>
        <summary>
          <span>{actor ? say(actor) : record?.actor?.split(':').at(-1)} </span>
          <strong>
            {record?.type ? i18n.label('log-type', record.type) : t('log.unreadable')}
          </strong>
          {other ? <span>{say(other)} </span> : null}
          {record?.decision === 'deny' ? (
            <Mark tone="bad" icon="cross">
              {t('log.denied')}
            </Mark>
          ) : null}
          <span className={styles.more}>{figuresOf(record, i18n)}</span>
        </summary>
        <pre>{record ? JSON.stringify(record, undefined, 2) : entry.leaf}</pre>
        <Subject record={record} />
        <p>
          {t('log.leaf-hash')} <Copyable text={entry.leafHash} head={16} tail={8} />
        </p>
      </details>
      <span className={styles.time}>
        {check ? (
          <span className={styles[check]}>
            <Icon name={check === 'good' ? 'check' : 'cross'} size={14} />
            {t(check === 'good' ? 'log.hash-good' : 'log.hash-bad')}
          </span>
        ) : null}
        {record?.at ? (
          <time dateTime={record.at}>
            {formatDate(record.at)} {formatTime(record.at)}
          </time>
        ) : null}
      </span>
    </li>
  )
}
