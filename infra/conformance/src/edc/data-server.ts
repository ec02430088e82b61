import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface DataServer {
  /** Where the data is that EDC offers. */
  readonly source: string
  /** Where EDC may push it; kept at once. */
  readonly sink: string
  /** Where EDC may push it, too, but gets no answer before `answerSlowSink`. */
  readonly slowSink: string
  readonly content: string
  /** Everything that arrived at the sink. */
  readonly received: readonly string[]
  answerSlowSink(): void
  close(): Promise<void>
}

/** What stands behind an EDC's data plane: something to read from and something to write to. */
export async function openDataServer(): Promise<DataServer> {
  const content = `rows of ${new Date().toISOString()}\n`.repeat(1000)
  const received: string[] = []
  const waiting: ServerResponse[] = []
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    if (request.url === '/source') return void response.end(content)
    if (request.url === '/slow') return void waiting.push(response)
    received.push(Buffer.concat(parts).toString())
    response.end()
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const base = `http://localhost:${(server.address() as AddressInfo).port}`
  const answerSlowSink = () => {
    for (const response of waiting.splice(0)) response.end()
  }
  return {
    ...{ source: `${base}/source`, sink: `${base}/sink`, slowSink: `${base}/slow` },
    ...{ content, received, answerSlowSink },
    async close() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}
