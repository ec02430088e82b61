import type { Locale } from '@lianshu/kernel'

// One fixed zone, said in the footer: the server's first HTML and the browser must print the same text.
const zoneOffset = 8 * 60 * 60 * 1000

const twoDigits = (value: number): string => String(value).padStart(2, '0')

function shifted(iso: string): Date | undefined {
  const time = Date.parse(iso)
  return Number.isNaN(time) ? undefined : new Date(time + zoneOffset)
}

/** `2026-11-22` in UTC+8; the text itself when it is no time. */
export function formatDate(iso: string): string {
  const date = shifted(iso)
  if (!date) return iso
  return `${date.getUTCFullYear()}-${twoDigits(date.getUTCMonth() + 1)}-${twoDigits(date.getUTCDate())}`
}

/** `14:05:09` in UTC+8. */
export function formatTime(iso: string): string {
  const date = shifted(iso)
  if (!date) return iso
  return [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(twoDigits).join(':')
}

/** `2026-11-22 14:05` in UTC+8. */
export const formatDateTime = (iso: string): string =>
  shifted(iso) ? `${formatDate(iso)} ${formatTime(iso).slice(0, 5)}` : iso

export const formatCount = (value: number, locale: Locale): string => value.toLocaleString(locale)

/** A coarse count with a leading sign, as owners publish it: `≈ 12,000`. */
export const formatRows = (rows: number, locale: Locale): string => `≈ ${formatCount(rows, locale)}`

/** Integer fen as yuan: `¥ 1,280` or `¥ 1,280.05`. */
export function formatFen(fen: number, locale: Locale): string {
  const digits = fen % 100 === 0 ? 0 : 2
  return `¥ ${(fen / 100).toLocaleString(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits })}`
}

/** Bytes with three digits: `812 B`, `1.25 MB`; powers of 1000. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 0
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2
  return `${value.toFixed(digits)} ${units[unit]}`
}

/** A share of 0 to 1 as percent; small non-zero shares never print as 0 %. */
export function formatShare(share: number): string {
  const percent = share * 100
  if (percent > 0 && percent < 0.1) return '< 0.1 %'
  return `${percent >= 10 || percent === 0 ? Math.round(percent) : percent.toFixed(1)} %`
}

/** Seconds as `0.42 s`, `12.4 s`, `3 min 05 s`. */
export function formatSeconds(seconds: number): string {
  if (seconds < 1) return `${seconds.toFixed(2)} s`
  if (seconds < 60) return `${seconds.toFixed(1)} s`
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)} min ${twoDigits(whole % 60)} s`
}

/** A word from a table of lower-case words, as the first of a line. */
export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** A measured number with at most four significant digits. */
export function formatNumber(value: number): string {
  if (value === 0) return '0'
  const size = Math.abs(value)
  if (size >= 1e6 || size < 1e-3) return value.toExponential(2)
  return String(Number(value.toPrecision(4)))
}

/** Where to cut a long identifier so that both ends stay readable. */
export function shortenMiddle(text: string, head = 10, tail = 6): string {
  return text.length <= head + tail + 1 ? text : `${text.slice(0, head)}…${text.slice(-tail)}`
}
