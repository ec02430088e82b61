import { XSD } from '@lianshu/protocol/odrl'
import { bounds } from './reading.ts'

/** The text of a string, of `{"@value": …}` and of `{"@id": …}`; undefined for everything else. */
function textOf(value: unknown, types: readonly string[]): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const keys = Object.keys(value)
  const { '@value': text, '@id': id, '@type': type } = value as Record<string, unknown>
  if (typeof id === 'string' && keys.length === 1) return id
  if (typeof text !== 'string' || keys.some((key) => key !== '@value' && key !== '@type')) {
    return undefined
  }
  return type === undefined || types.includes(expandXsd(type)) ? text : undefined
}

const expandXsd = (type: unknown): string => {
  if (typeof type !== 'string') return ''
  return type.startsWith('xsd:') ? XSD + type.slice(4) : type
}

const xsd = (...names: string[]) => names.map((name) => XSD + name)
const integerTypes = xsd('integer', 'nonNegativeInteger', 'positiveInteger', 'int', 'long')
const numberTypes = [...integerTypes, ...xsd('decimal', 'double', 'float')]
const durationTypes = xsd('duration', 'dayTimeDuration')
const instantTypes = xsd('dateTime', 'dateTimeStamp')
const wordTypes = xsd('string', 'anyURI')

/** A whole number of at most 15 digits, so that it is exact. */
export function readCount(value: unknown): number | undefined {
  const text = textOf(value, integerTypes)
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined
}

/** A decimal number without exponent, exact enough to compare. */
export function readNumber(value: unknown): number | undefined {
  const text = textOf(value, numberTypes)
  return text !== undefined && /^-?\d{1,12}(\.\d{1,12})?$/.test(text) ? Number(text) : undefined
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/

/** An instant with its time zone, in milliseconds since 1970 UTC; a date or a local time is not guessed. */
export function readInstant(value: unknown): number | undefined {
  const text = textOf(value, instantTypes)
  if (text === undefined || !instant.test(text)) return undefined
  const time = Date.parse(text)
  return Number.isNaN(time) ? undefined : time
}

const duration = /^P(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,9})S)?)?$/
const milliseconds = [86_400_000, 3_600_000, 60_000, 1000] as const

/** A duration of days to seconds, in milliseconds. Years and months are refused: they have no fixed length. */
export function readDuration(value: unknown): number | undefined {
  const parts = textOf(value, durationTypes)?.match(duration)?.slice(1)
  if (!parts?.some((part) => part !== undefined)) return undefined
  return milliseconds.reduce((sum, each, index) => sum + each * Number(parts[index] ?? 0), 0)
}

/** One word, code or IRI. */
export function readWord(value: unknown): string | undefined {
  const text = textOf(value, wordTypes)
  return text !== undefined && text.length > 0 && text.length <= bounds.values ? text : undefined
}

/** Literals as we write them: typed, because the specification allows no bare numbers. */
export const writeCount = (count: number) => ({
  '@value': String(count),
  '@type': `${XSD}integer`,
})
export const writeInstant = (time: string) => ({ '@value': time, '@type': `${XSD}dateTime` })
export const writeDuration = (days: number) => ({
  '@value': `P${days}D`,
  '@type': `${XSD}duration`,
})
