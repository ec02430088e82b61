import { type FaultKind, faultKinds } from '../plan/faults.ts'
import type { CoverageReport } from './coverage.ts'

/** Columns of the table, each a few letters wide. */
const short: Readonly<Record<FaultKind, string>> = {
  'lost-request': 'lrq',
  'lost-answer': 'lan',
  delayed: 'dly',
  duplicated: 'dup',
  'late-copy': 'lat',
  crossed: 'crs',
  'kill-sender-before': 'sbf',
  'kill-sender-during': 'sdu',
  'kill-sender-after': 'saf',
  'kill-sender-answered': 'san',
  'kill-receiver-before': 'rbf',
  'kill-receiver-during': 'rdu',
  'kill-receiver-after': 'raf',
  'kill-receiver-answered': 'ran',
  'database-stopped': 'dbs',
  'database-crashed': 'dbc',
  'wallet-lost': 'wlo',
  'wallet-delayed': 'wdl',
  'wallet-doubled': 'wdb',
  'document-lost': 'dlo',
  'status-lost': 'slo',
  'status-delayed': 'sdl',
  'broker-killed': 'bkl',
}

/** Rows by faults, with how often each met; a dot stands for never. */
export function coverageTable(head: string, { taken, faults, faultKinds }: CoverageReport): string {
  const width = Math.max(head.length, ...Object.keys(taken).map((name) => name.length))
  const cell = (count: number) => (count === 0 ? '.' : String(count)).padStart(4)
  const heads = faultKinds.map((fault) => short[fault].padStart(4)).join('')
  const rows = Object.entries(taken).map(([name, all]) => {
    const counts = faultKinds.map((fault) => cell(faults[name]?.[fault] ?? 0)).join('')
    return `${name.padEnd(width)}${String(all).padStart(6)}${counts}`
  })
  return [`${head.padEnd(width)}   all${heads}`, ...rows].join('\n')
}

/** What the heads of the columns stand for. */
export const coverageLegend = faultKinds.map((fault) => `${short[fault]} ${fault}`).join(', ')
