import type { LogRecord } from '@lianshu/kernel'
import type { LogEntry, LogNode } from '../../api/log-model.ts'
import { formatDate, formatTime } from '../../i18n/format.ts'
import { type I18n, useI18n } from '../../i18n/I18n.tsx'
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
  const i18n = useI18n()
  const { t, say } = i18n
  const record = readRecord(entry)
  const actor = nodes.find((node) => node.did === record?.actor)
  return (
    <li className={styles.entry} id={`entry-${entry.index}`}>
      <span className={styles.index}>{entry.index}</span>
      <details className={styles.body}>
        <summary>
          <span>{actor ? say(actor.name) : record?.actor?.split(':').at(-1)} </span>
          <strong>
            {record?.type ? i18n.label('log-type', record.type) : t('log.unreadable')}
          </strong>
          {record?.decision === 'deny' ? (
            <Mark tone="bad" icon="cross">
              {t('log.denied')}
            </Mark>
          ) : null}
          <span className={styles.more}>{moreOf(record, i18n)}</span>
        </summary>
        <pre>{record ? JSON.stringify(record, undefined, 2) : entry.leaf}</pre>
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

/** Reason and figures of an act in a few words; the subject stands in the exact record. */
function moreOf(record: Partial<LogRecord> | undefined, { label }: I18n): string {
  const reason = record?.reason ? [label('reason', record.reason)] : []
  const facts = Object.entries(record?.facts ?? {})
    .filter(([, value]) => value.length <= 20)
    .map(([name, value]) => `${label('fact', name)} ${value}`)
  return [...reason, ...facts].join(' · ')
}
