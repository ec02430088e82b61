import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What the fixture answers at one path, and what it was asked. */
export interface FixtureServer {
  readonly url: string
  readonly host: string
  /** By path without the query, or by path with it. */
  readonly answers: Map<string, unknown>
  readonly asked: { readonly method: string; readonly path: string; readonly key?: string }[]
  close(): Promise<void>
}

/** A node on this machine that answers what the test says; a `Response` answers with its own status. */
export async function startFixtureServer(): Promise<FixtureServer> {
  const answers = new Map<string, unknown>()
  const asked: { method: string; path: string; key?: string }[] = []
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '')
    asked.push({ method: request.method ?? '', path, key: request.headers.authorization })
    const answer = answers.get(path) ?? answers.get(path.split('?')[0]!)
    const value = typeof answer === 'function' ? answer(new URL(path, 'http://fixture')) : answer
    const status = value === undefined ? 404 : ((value as { status?: number }).status ?? 200)
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(value ?? { code: 'not-found', detail: 'there is no such thing' }))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    ...{ answers, asked, host: `127.0.0.1:${port}`, url: `http://127.0.0.1:${port}` },
    close: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}
