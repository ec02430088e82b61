import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { DomainFailure, domainError } from '@lianshu/kernel'
import type { App } from './app-env.ts'

export interface ServeOptions {
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  /** How to choose another port, for the message when this one is taken: `LIANSHU_PORT`. */
  readonly portSetting?: string
  /** How long requests may go on after `close`. Default 10 000 ms. */
  readonly graceMs?: number
  /** Aborted by `close` before it waits: event streams and long polls end on it. */
  readonly closing?: AbortController
  /** Hears how many bytes each answer put on the wire, headers included. */
  readonly onAnswered?: (path: string, bytes: number) => void
}

export interface Served {
  readonly url: string
  readonly port: number
  /** Stops accepting, lets running requests finish within the grace time, drops idle connections. */
  close(): Promise<void>
}

/** Serves an app over HTTP. Throws DomainFailure when the port is taken or may not be used. */
export async function serve(app: Pick<App, 'fetch'>, options: ServeOptions): Promise<Served> {
  const server = createAdaptorServer({ fetch: app.fetch }) as Server
  server.requestTimeout = 120_000
  server.headersTimeout = 15_000
  const { onAnswered } = options
  if (onAnswered) countAnswers(server, onAnswered)
  await listen(server, options)
  const { port } = server.address() as AddressInfo
  const name = ['0.0.0.0', '::'].includes(options.host) ? 'localhost' : options.host
  const url = `http://${name.includes(':') ? `[${name}]` : name}:${port}`
  let closed: Promise<void> | undefined
  return {
    url,
    port,
    close() {
      closed ??= closeServer(server, options)
      return closed
    },
  }
}

/** Measured on the socket: what counts is what left, not what somebody meant to send. */
function countAnswers(server: Server, onAnswered: NonNullable<ServeOptions['onAnswered']>): void {
  server.on('request', ({ socket, url = '/' }, response) => {
    const before = socket.bytesWritten
    response.once('close', () => onAnswered(url, socket.bytesWritten - before))
  })
}

function listen(server: Server, { host, port, portSetting }: ServeOptions): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', (error: NodeJS.ErrnoException) => {
    const how = portSetting ? `set ${portSetting} to another port` : 'choose another port'
    const reasons: Record<string, string> = {
      EADDRINUSE: `port ${port} on ${host} is in use by another program; ${how} or stop that program`,
      EACCES: `port ${port} on ${host} may not be used by this user; ${how}`,
      EADDRNOTAVAIL: `this machine has no address ${host}`,
    }
    const reason = reasons[error.code ?? '']
    reject(reason ? new DomainFailure(domainError('conflict.exists', reason)) : error)
  })
  server.listen(port, host, resolve)
  return promise
}

async function closeServer(server: Server, { graceMs = 10_000, closing }: ServeOptions) {
  const { promise, resolve } = Promise.withResolvers<void>()
  server.close(() => resolve())
  closing?.abort()
  // A connection becomes idle only after its running request, so idle ones are dropped repeatedly.
  const sweep = setInterval(() => server.closeIdleConnections(), 25)
  const cut = setTimeout(() => server.closeAllConnections(), graceMs)
  server.closeIdleConnections()
  await promise
  clearInterval(sweep)
  clearTimeout(cut)
}
