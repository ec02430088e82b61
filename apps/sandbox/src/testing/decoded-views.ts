/** How deep one encoding may lie in another: a JWS in a JWS in JSON, with one level to spare. */
const depth = 4

/**
 * The bytes and everything that they hold in the encodings of the stack: base64 and base64url at each
 * alignment, hexadecimal at both, percent and JSON escapes, and what of these lies in one another.
 */
export function decodedViews(bytes: Buffer, levels = depth): Buffer[] {
  if (bytes.length === 0) return []
  if (levels === 0) return [bytes]
  const text = bytes.toString('latin1')
  const inner = [
    ...decodeRuns(text, base64Run, [0, 1, 2, 3], 'base64url'),
    ...decodeRuns(text, hexRun, [0, 1], 'hex'),
    withoutEscapes(text, percentRun, (run) => Buffer.from(run.replaceAll('%', ''), 'hex')),
    withoutEscapes(text, jsonEscape, fromJsonEscape),
  ]
  return [bytes, ...inner.flatMap((view) => decodedViews(view, levels - 1))]
}

// Shorter runs hold no canary: the shortest has 8 bytes.
const base64Run = /[A-Za-z0-9+/_-]{11,}/g
const hexRun = /[0-9A-Fa-f]{16,}/g
const percentRun = /(?:%[0-9A-Fa-f]{2})+/g
const jsonEscape = /\\(?:u[0-9A-Fa-f]{4}|["\\/bfnrt])/g

/** All runs decoded, each once, from each of the starts; with a gap between them that no canary holds. */
function decodeRuns(
  text: string,
  run: RegExp,
  starts: readonly number[],
  encoding: 'base64url' | 'hex',
): Buffer[] {
  const runs = new Set(text.match(run) ?? [])
  const gap = Buffer.from('\n')
  return starts.map((start) =>
    Buffer.concat([...runs].flatMap((each) => [Buffer.from(each.slice(start), encoding), gap])),
  )
}

/** The text with its escapes replaced; nothing when it has none. */
function withoutEscapes(text: string, escapes: RegExp, decode: (found: string) => Buffer): Buffer {
  const parts: Buffer[] = []
  let from = 0
  for (const { 0: found, index } of text.matchAll(escapes)) {
    parts.push(Buffer.from(text.slice(from, index), 'latin1'), decode(found))
    from = index + found.length
  }
  if (from === 0) return Buffer.alloc(0)
  return Buffer.concat([...parts, Buffer.from(text.slice(from), 'latin1')])
}

const fromJsonEscape = (found: string): Buffer => Buffer.from(JSON.parse(`"${found}"`) as string)
