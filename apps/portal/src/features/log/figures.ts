import type { LogRecord } from '@lianshu/kernel'
import { formatFen } from '../../i18n/format.ts'
import type { I18n } from '../../i18n/I18n.tsx'

/** What a reader wants to see of an act, in the order of a sentence; hashes stand in the exact record. */
const shown = ['action', 'step', 'round', 'attempt', 'participants', 'owners', 'invited', 'rows']
  .concat(['roundsUsed', 'totalFen', 'release', 'ranked', 'state'])
  .concat(['added', 'changed', 'refused', 'withdrawn'])

/** Reason and figures of an act in a few words. */
export function figuresOf(record: Partial<LogRecord> | undefined, i18n: I18n): string {
  const reason = record?.reason ? [i18n.label('reason', record.reason)] : []
  const facts = record?.facts ?? {}
  const figures = shown.flatMap((name) => {
    const value = facts[name]
    if (value === undefined || isIdle(name, value, facts)) return []
    return [i18n.label('fact', name, { value: inWords(name, value, i18n) })]
  })
  return [...reason, ...figures].join(' · ')
}

/** Figures that say nothing: no change, the usual first attempt, the number of a step that is no round of training. */
function isIdle(name: string, value: string, facts: Readonly<Record<string, string>>): boolean {
  if (['added', 'changed', 'refused', 'withdrawn'].includes(name)) return value === '0'
  if (name === 'attempt') return value === '1'
  if (name === 'step') return value === 'train'
  return name === 'round' && facts.step !== undefined && facts.step !== 'train'
}

function inWords(name: string, value: string, { label, locale }: I18n): string {
  if (name === 'step') return label('step', value)
  if (name === 'action') return label('use', value)
  if (name === 'state') return label('run-state', value)
  if (!/^\d{1,15}$/.test(value)) return value.slice(0, 40)
  if (name === 'totalFen') return formatFen(Number(value), locale)
  return Number(value).toLocaleString(locale)
}
