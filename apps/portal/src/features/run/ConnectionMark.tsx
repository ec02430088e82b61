import { formatTime } from '../../i18n/format.ts'
import { useI18n } from '../../i18n/I18n.tsx'
import { Mark } from '../../ui/Mark.tsx'
import type { Connection } from './useLiveRun.ts'

export interface ConnectionMarkProps {
  readonly connection: Connection
  readonly seenAt: string | undefined
}

/** Whether the figures move by themselves, and how old they are when they do not. */
export function ConnectionMark({ connection, seenAt }: ConnectionMarkProps) {
  const { t } = useI18n()
  if (connection === 'over' || connection === 'waiting') return null
  if (connection === 'live') {
    return (
      <Mark tone="good" icon="dot">
        {t('live.on')}
      </Mark>
    )
  }
  return (
    <Mark tone="warn" icon="warn">
      {seenAt ? t('live.lost.at', { time: formatTime(seenAt) }) : t('live.lost')}
    </Mark>
  )
}
