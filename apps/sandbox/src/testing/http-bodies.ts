import { brotliDecompressSync, constants, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib'

const headEnd = Buffer.from('\r\n\r\n')
const lineEnd = Buffer.from('\r\n')

/**
 * Bodies of the HTTP/1.1 messages that one side of a connection sent, without chunk frames and
 * decompressed. What is no HTTP is skipped: the raw bytes are searched as well.
 */
export function httpBodies(stream: Buffer): Buffer[] {
  const bodies: Buffer[] = []
  for (let at = 0; at < stream.length; ) {
    const end = stream.indexOf(headEnd, at)
    if (end < 0) break
    const head = stream.subarray(at, end).toString('latin1').toLowerCase()
    const start = end + headEnd.length
    const isChunked = /^transfer-encoding:.*chunked/m.test(head)
    const length = Number(/^content-length: *(\d+)/m.exec(head)?.[1] ?? 0)
    const { body, next } = isChunked
      ? dechunk(stream, start)
      : { body: stream.subarray(start, start + length), next: start + length }
    const encoding = /^content-encoding: *(\S+)/m.exec(head)?.[1]
    if (body.length > 0) bodies.push(encoding ? decompress(body, encoding) : body)
    at = next
  }
  return bodies
}

function dechunk(stream: Buffer, start: number): { body: Buffer; next: number } {
  const parts: Buffer[] = []
  for (let at = start; ; ) {
    const end = stream.indexOf(lineEnd, at)
    const size = end < 0 ? Number.NaN : Number.parseInt(stream.toString('latin1', at, end), 16)
    // A stream of events that was cut off ends without a last chunk.
    if (!(size >= 0)) return { body: Buffer.concat(parts), next: stream.length }
    const from = end + lineEnd.length
    if (size === 0) return { body: Buffer.concat(parts), next: from + lineEnd.length }
    parts.push(stream.subarray(from, from + size))
    at = from + size + lineEnd.length
  }
}

/** Throws for an encoding that is not known here: nothing may pass unread. */
function decompress(body: Buffer, encoding: string): Buffer {
  const cutOff = { finishFlush: constants.Z_SYNC_FLUSH }
  switch (encoding) {
    case 'gzip':
      return gunzipSync(body, cutOff)
    case 'deflate':
      // zlib's format by the standard, raw by some senders.
      return ((body[0] ?? 0) & 0x0f) === 8
        ? inflateSync(body, cutOff)
        : inflateRawSync(body, cutOff)
    case 'br':
      return brotliDecompressSync(body, { finishFlush: constants.BROTLI_OPERATION_FLUSH })
    default:
      throw new Error(`a body in the unknown encoding ${encoding} left`)
  }
}
