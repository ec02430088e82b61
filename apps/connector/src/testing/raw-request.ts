import { connect } from 'node:net'

/** What came back on a connection, or that it was closed without a word. */
export interface RawAnswer {
  readonly status: number
  readonly text: string
}

/**
 * Writes bytes to a server as nobody's client would, and reads until it closes or `patienceMs` pass. Status 0:
 * the server said nothing.
 */
export async function rawRequest(
  url: string,
  parts: readonly (string | Uint8Array)[],
  patienceMs = 5_000,
): Promise<RawAnswer> {
  const { hostname: host, port } = new URL(url)
  const socket = connect({ host, port: Number(port) })
  const timer = setTimeout(() => socket.destroy(), patienceMs)
  const read: Buffer[] = []
  socket.on('data', (bytes) => read.push(bytes))
  const ended = new Promise<void>((done) => socket.once('close', () => done()))
  socket.on('error', () => {})
  for (const part of parts) {
    if (!socket.destroyed) await new Promise((written) => socket.write(part, written))
  }
  await ended
  clearTimeout(timer)
  const text = Buffer.concat(read).toString('latin1')
  return { text, status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0) }
}
