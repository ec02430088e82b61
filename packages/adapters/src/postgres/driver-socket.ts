import { Socket } from 'node:net'

/** What the driver tells about where to connect; `path` is set for a socket in the file system. */
interface Where {
  readonly host: readonly string[]
  readonly port: readonly number[]
  readonly path?: string | false
}

/**
 * A socket that tells of its failure and its end in one breath. postgres.js 3.4.9 gives no answer, ever, to a
 * query that it takes between the two.
 */
class DriverSocket extends Socket {
  #failure: unknown
  /** For the driver: the name by which TLS checks the server. */
  host: string | undefined
  override emit(event: string | symbol, ...told: unknown[]): boolean {
    if (event === 'error') {
      this.#failure = told[0]
      return true
    }
    if (event === 'close' && this.#failure !== undefined) super.emit('error', this.#failure)
    return super.emit(event, ...told)
  }
}

/** Connects; what the driver writes meanwhile is kept until it is connected. */
export function openDriverSocket({ host, port, path }: Where): Socket {
  const socket = new DriverSocket()
  socket.host = host[0]
  if (path) return socket.connect(path)
  return socket.connect({ host: host[0], port: port[0]! })
}
