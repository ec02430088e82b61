import { createServer } from 'node:http'
import type { Json } from '@lianshu/kernel'

/** Somebody else in the space, as far as setting the stage needs: it sends messages and keeps what comes. */
export interface Counterparty {
  /** Its Dataspace Protocol base, to be named as callback address. */
  readonly url: string
  /** Posts a message; throws when it is refused. */
  send(url: string, message: object): Promise<Json>
  /** The body of the next message at a path below the base, come or to come. */
  next(path: string): Promise<Record<string, Json>>
  close(): void
}

const patienceMs = 30_000

/** Opens the counterparty on a port; whatever comes is acknowledged with what `answer` says. */
export async function openCounterparty(options: {
  readonly port: number
  readonly authorization: string
  readonly answer: (path: string, message: Record<string, Json>) => object
}): Promise<Counterparty> {
  const { port, authorization, answer } = options
  const come = new Map<string, Record<string, Json>[]>()
  const waiting = new Map<string, (message: Record<string, Json>) => void>()
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
    const path = decodeURIComponent(request.url ?? '')
    const message = JSON.parse(Buffer.concat(parts).toString()) as Record<string, Json>
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(answer(path, message)))
    const take = waiting.get(path)
    if (take) {
      waiting.delete(path)
      take(message)
    } else come.set(path, [...(come.get(path) ?? []), message])
  })
  await new Promise<void>((up) => server.listen(port, '127.0.0.1', up))
  return {
    url: `http://127.0.0.1:${port}`,
    async send(url, message) {
      const headers = { authorization, 'content-type': 'application/json' }
      const sent = await fetch(url, { method: 'POST', headers, body: JSON.stringify(message) })
      const text = await sent.text()
      if (!sent.ok) throw new Error(`${url} answered ${sent.status}: ${text}`)
      return JSON.parse(text) as Json
    },
    async next(path) {
      const early = come.get(path)?.shift()
      if (early) return early
      return new Promise((done, fail) => {
        const patience = setTimeout(() => fail(new Error(`nothing came at ${path}`)), patienceMs)
        waiting.set(path, (message) => {
          clearTimeout(patience)
          done(message)
        })
      })
    },
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
