/** A value that JSON can carry without loss. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined }

/**
 * The one text of a JSON value: keys sorted by UTF-16 code units, no white space, numbers as
 * ECMAScript prints them (RFC 8785). Throws TypeError on what JSON cannot carry: NaN, infinities,
 * lone surrogates, functions, dates, cycles. A key whose value is undefined counts as absent.
 */
export function canonicalJson(value: unknown): string {
  return write(value, new Set())
}

function write(value: unknown, open: Set<object>): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return writeNumber(value)
  if (typeof value === 'string') return writeString(value)
  if (typeof value !== 'object')
    throw new TypeError(`canonical JSON cannot carry a ${typeof value}`)
  if (open.has(value)) throw new TypeError('canonical JSON cannot carry a cycle')
  open.add(value)
  const text = Array.isArray(value)
    ? `[${value.map((item) => write(item, open)).join(',')}]`
    : writeObject(value, open)
  open.delete(value)
  return text
}

function writeObject(value: object, open: Set<object>): string {
  const prototype = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError(
      `canonical JSON cannot carry a ${value.constructor?.name ?? 'class instance'}`,
    )
  }
  const entries = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1))
  return `{${entries.map(([key, item]) => `${writeString(key)}:${write(item, open)}`).join(',')}}`
}

function writeNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`canonical JSON cannot carry ${value}`)
  return JSON.stringify(value)
}

function writeString(value: string): string {
  if (!value.isWellFormed()) throw new TypeError('canonical JSON cannot carry a lone surrogate')
  return JSON.stringify(value)
}
