import type { Words } from '@lianshu/kernel'
import type { DeliveryMode } from '@lianshu/protocol/odrl'
import type { Value } from '../policy.ts'
import type { OperandEntry } from '../vocabulary/index.ts'
import { deliveryWords } from './use-words.ts'

const same = (text: string): Words => ({ zh: text, en: text })

/** A value for people: instants as ISO 8601, durations in days to seconds, money in yuan, codes as they are. */
export function valueWords(operand: string, { type }: OperandEntry, value: Value): Words {
  if (operand === 'delivery') return deliveryWords[value as DeliveryMode] ?? same(String(value))
  switch (type) {
    case 'instant':
      return same(new Date(Number(value)).toISOString())
    case 'duration':
      return durationWords(Number(value))
    case 'money':
      return { zh: `${yuan(Number(value))} 元`, en: `${yuan(Number(value))} yuan` }
    default:
      return same(String(value))
  }
}

/** Integer fen as yuan with two decimals. */
export const yuan = (fen: number): string =>
  `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`

const units = [
  [86_400_000, '天', 'day'],
  [3_600_000, '小时', 'hour'],
  [60_000, '分钟', 'minute'],
  [1000, '秒', 'second'],
] as const

function durationWords(milliseconds: number): Words {
  let rest = milliseconds
  const zh: string[] = []
  const en: string[] = []
  for (const [length, zhUnit, enUnit] of units) {
    const count = Math.floor(rest / length)
    if (count === 0) continue
    rest -= count * length
    zh.push(`${count} ${zhUnit}`)
    en.push(`${count} ${enUnit}${count === 1 ? '' : 's'}`)
  }
  return zh.length === 0 ? { zh: '0 秒', en: '0 seconds' } : { zh: zh.join(' '), en: en.join(' ') }
}
