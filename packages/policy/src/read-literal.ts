import { XSD } from '@lianshu/protocol/odrl'

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

const expandXsd = (type: unknown): string =>
  typeof type === 'string' && type.startsWith('xsd:') ? XSD + type.slice(4) : String(type)

const integerTypes = ['integer', 'nonNegativeInteger', 'positiveInteger', 'int', 'long'].map(
  (name) => XSD + name,
)

/** A whole number of at most 15 digits, so that it is exact. */
export function readCount(value: unknown): number | undefined {
  const text = textOf(value, integerTypes)
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/

/** An instant with its time zone, as UTC; a date or a local time is not an instant and is not guessed. */
export function readInstant(value: unknown): string | undefined {
  const text = textOf(value, [`${XSD}dateTime`, `${XSD}dateTimeStamp`])
  if (text === undefined || !instant.test(text)) return undefined
  const time = Date.parse(text)
  return Number.isNaN(time) ? undefined : new Date(time).toISOString()
}

/** One or several words or IRIs. */
export function readWords(value: unknown): string[] | undefined {
  const list = Array.isArray(value) ? value : [value]
  const words = list.map((item) => textOf(item, [`${XSD}string`, `${XSD}anyURI`]))
  if (words.length === 0 || words.length > 500) return undefined
  return words.every((word) => word !== undefined && word.length > 0 && word.length <= 500)
    ? (words as string[])
    : undefined
}

/** Literals as we write them: typed, because the specification allows no bare numbers. */
export const writeCount = (count: number) => ({
  '@value': String(count),
  '@type': `${XSD}integer`,
})
export const writeInstant = (time: string) => ({ '@value': time, '@type': `${XSD}dateTime` })
