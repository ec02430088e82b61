export interface JsonText {
  /** How deep arrays and objects nest. */
  readonly depth: number
  /** A name that an object has twice: which of the two counts, readers of JSON do not agree on. */
  readonly doubled?: string
  /** What it holds that is no text or number of ours, and that PostgreSQL cannot store. */
  readonly unfit?: 'the character NUL' | 'half a character' | 'a number beyond all bounds'
}

const quote = 0x22
const backslash = 0x5c
const colon = 0x3a
const openers: Readonly<Record<number, 'object' | 'array'>> = { 123: 'object', 91: 'array' }
const closers = [125, 93]
const spaces = [0x20, 0x09, 0x0a, 0x0d]

/** Looks a JSON text over, without recursion and without parsing it; a text that is no JSON does no harm. */
export function lookOver(text: string): JsonText {
  // The names of each open object; of an array, none are kept.
  const open: (Set<string> | undefined)[] = []
  let depth = 0
  let doubled: string | undefined
  let unfit: JsonText['unfit']
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === quote) {
      const end = endOfText(text, index)
      const value = decoded(text.slice(index, end + 1))
      unfit ??= unfitIn(value)
      if (isName(text, end) && isDoubled(open.at(-1), value)) doubled ??= value
      index = end
    } else if (openers[code] !== undefined) {
      open.push(openers[code] === 'object' ? new Set() : undefined)
      depth = Math.max(depth, open.length)
    } else if (closers.includes(code)) open.pop()
    else if (isDigit(code)) {
      const end = endOfNumber(text, index)
      unfit ??= unfitNumber(text.slice(index, end))
      index = end - 1
    }
  }
  return { depth, ...(doubled !== undefined && { doubled }), ...(unfit && { unfit }) }
}

/** Whether an object has a name already; from now on it does. */
function isDoubled(names: Set<string> | undefined, name: string): boolean {
  const isThere = names?.has(name) ?? false
  names?.add(name)
  return isThere
}

/** Where the text that begins at `start` ends: its closing quote, or the end of everything. */
function endOfText(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === backslash) index++
    else if (code === quote) return index
  }
  return text.length
}

const unfitNumber = (number: string): JsonText['unfit'] =>
  Number(number) === Infinity ? 'a number beyond all bounds' : undefined

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39

/** `1e999` is JSON, and read as infinity, which is not. */
function endOfNumber(text: string, start: number): number {
  let index = start + 1
  while (index < text.length && '0123456789.eE+-'.includes(text[index]!)) index++
  return index
}

/** Whether a colon follows the text that ends here. */
function isName(text: string, end: number): boolean {
  let index = end + 1
  while (spaces.includes(text.charCodeAt(index))) index++
  return text.charCodeAt(index) === colon
}

function unfitIn(value: string): JsonText['unfit'] {
  if (value.includes('\u0000')) return 'the character NUL'
  return value.isWellFormed() ? undefined : 'half a character'
}

/** What a text says: the same may be written with and without escapes. */
function decoded(quoted: string): string {
  if (!quoted.includes('\\')) return quoted.slice(1, -1)
  try {
    return JSON.parse(quoted) as string
  } catch {
    return quoted
  }
}
