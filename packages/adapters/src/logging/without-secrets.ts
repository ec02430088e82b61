/** Names of fields that hold secrets, wherever they stand. */
const secretName =
  /^(authorization|cookie|set-cookie|d|.*(password|passwd|secret|token|jwt|apikey|api_key|api-key|privatekey|privatejwk|private_key|private-key|credential))$/i

/** A token inside a text, e.g. in the message of a foreign error. */
const bearer = /\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]+/g
const compactJws = /\beyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*/g
const passwordInUrl = /(:\/\/[^\s:/@]+:)[^\s@/]+@/g
/** The database driver ends the message of a failed query with the values of the row, which may hold anything. */
const rowOfQuery = /(Failed query:.*?params:).*/gs

const deepest = 8

/** A copy fit for a log: secrets and the values of queries masked, errors reduced to name and message, depth limited. */
export function withoutSecrets(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return maskTexts(value)
  if (typeof value === 'bigint') return value.toString()
  if (typeof value !== 'object' || value === null) return value
  if (depth === deepest) return '…'
  if (value instanceof Error) return { name: value.name, message: maskTexts(value.message) }
  if (value instanceof Date) return value.toISOString()
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`
  if (Array.isArray(value)) return value.map((item) => withoutSecrets(item, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      secretName.test(key) && item !== undefined ? '***' : withoutSecrets(item, depth + 1),
    ]),
  )
}

const maskTexts = (text: string): string =>
  text
    .replace(rowOfQuery, '$1 ***')
    .replace(bearer, '$1 ***')
    .replace(compactJws, '***')
    .replace(passwordInUrl, '$1***@')
