import * as http from 'node:http'
import * as https from 'node:https'
import { concatBytes, type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import type { HttpResponse } from './http-client.ts'

/** One call, already checked. */
export interface Exchange {
  readonly url: URL
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array | undefined
  readonly agent: http.Agent
  readonly signal: AbortSignal
  readonly maxBytes: number
  readonly onSent: (bytes: Uint8Array) => void
}

/** Sends the request and reads the answer up to its cap; rejects when the connection fails. */
export function exchange(
  call: Exchange,
): Promise<Result<HttpResponse, DomainError<'peer.invalid'>>> {
  return new Promise((resolve, reject) => {
    const { request } = call.url.protocol === 'https:' ? https : http
    const sent = request(call.url, {
      method: call.method,
      // A known length, so that the bytes that leave are the header and the body and nothing between.
      headers: { ...call.headers, ...lengthOf(call) },
      agent: call.agent,
      signal: call.signal,
    })
    sent.once('error', (error: NodeJS.ErrnoException) => {
      // The other side may close a kept connection in the moment we use it; a fresh one then serves.
      const closedWhileKept = sent.reusedSocket && error.code === 'ECONNRESET'
      if (closedWhileKept && !call.signal.aborted) resolve(exchange(call))
      else reject(error)
    })
    sent.once('response', (response) => {
      read(response, call.maxBytes).then(resolve, reject)
    })
    sent.end(call.body)
    call.onSent(concatBytes(headerOf(sent), call.body ?? new Uint8Array()))
  })
}

const lengthOf = ({ body, method }: Exchange): Record<string, string> =>
  body || !['GET', 'HEAD', 'DELETE'].includes(method)
    ? { 'content-length': String(body?.length ?? 0) }
    : {}

/** The request line and headers as Node wrote them; it offers no public way to see them. */
const headerOf = (request: http.ClientRequest): Uint8Array =>
  Buffer.from((request as unknown as { _header?: string })._header ?? '', 'latin1')

async function read(
  response: http.IncomingMessage,
  maxBytes: number,
): Promise<Result<HttpResponse, DomainError<'peer.invalid'>>> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response as AsyncIterable<Uint8Array>) {
    size += part.length
    if (size > maxBytes) {
      response.destroy()
      return err(domainError('peer.invalid', `the answer is larger than ${maxBytes} bytes`))
    }
    parts.push(part)
  }
  const headers = Object.entries(response.headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(', ') : (value ?? ''),
  ])
  return ok({
    status: response.statusCode ?? 0,
    headers: Object.fromEntries(headers),
    body: concatBytes(...parts),
  })
}
