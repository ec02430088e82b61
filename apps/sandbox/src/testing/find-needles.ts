import type { Needles } from './needles.ts'

/** Makes a function that names all needles that some bytes hold, with numbers as they were written. */
export function createFinder(needles: Needles): (view: Buffer) => Set<string> {
  const bytes = bytesFinder(needles)
  const numbers = roundings(needles.decimals)
  return (view) => {
    const found = bytes(view)
    for (const [token] of view.toString('latin1').matchAll(numberToken)) {
      const name = numbers.get(Math.abs(Number(token)))
      if (name && isTelling(token)) found.add(`${name}: ${token}`)
    }
    return found
  }
}

/** One pass over the bytes for all patterns and texts: by their first 8 bytes, at every place. */
function bytesFinder({ texts, patterns }: Needles): (view: Buffer) => Set<string> {
  const starts = Map.groupBy(texts, (text) => text.bytes.readBigUInt64LE())
  const isLikely = likely([...patterns.keys(), ...starts.keys()])
  const namesAt = (view: Buffer, at: number): string[] => {
    const start = view.readBigUInt64LE(at)
    const whole = (starts.get(start) ?? []).filter(({ bytes }) =>
      bytes.equals(view.subarray(at, at + bytes.length)),
    )
    return [patterns.get(start) ?? [], whole.map(({ name }) => name)].flat()
  }
  return (view) => {
    const found = new Set<string>()
    let word = 0
    for (let end = 0; end < view.length; end++) {
      word = (word >>> 8) | (view[end]! << 24)
      if (end < 7 || !isLikely(word)) continue
      for (const name of namesAt(view, end - 7)) found.add(name)
    }
    return found
  }
}

/** A quick look at the last 4 of 8 bytes that lets few pass; the map has the last word. */
function likely(patterns: readonly bigint[]): (word: number) => boolean {
  const bits = new Uint8Array(2 ** 21)
  const hash = (word: number) => Math.imul(word, 0x9e3779b1) >>> 8
  for (const pattern of patterns) {
    const bit = hash(Number(pattern >> 32n))
    bits[bit >>> 3]! |= 1 << (bit & 7)
  }
  return (word) => {
    const bit = hash(word)
    return (bits[bit >>> 3]! & (1 << (bit & 7))) !== 0
  }
}

// Bounded, so that digits within a hash, a key or a time of day are no numbers.
const numberToken =
  /(?<![A-Za-z0-9_.+/-]|\d:)-?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?(?![A-Za-z0-9_+/]|[.:]\d)/g

/** Fewest digits of a rounded canary that count as the canary. */
const fewest = 4

/** Every canary rounded and cut to 4 and more significant digits. */
function roundings(decimals: Needles['decimals']): Map<number, string> {
  const all = new Map<number, string>()
  for (const { name, value } of decimals) {
    for (let digits = fewest; digits <= 17; digits++) {
      const size = Math.abs(value)
      const power = 10 ** (digits - 1 - Math.floor(Math.log10(size)))
      const cut = Number((Math.floor(size * power) / power).toPrecision(digits))
      all.set(Number(size.toPrecision(digits)), name).set(cut, name)
    }
  }
  return all
}

/** Counts and sizes are whole and short: a whole number tells something from 5 digits on. */
function isTelling(token: string): boolean {
  const [mantissa = ''] = token.replace('-', '').split(/[eE]/)
  const significant = mantissa.replace('.', '').replace(/^0+/, '').replace(/0+$/, '')
  const isWhole = Number.isInteger(Number(token))
  return significant.length >= (isWhole ? fewest + 1 : fewest)
}
