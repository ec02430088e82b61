import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'

export interface StatementProxy {
  /** The same database, by way of this proxy. */
  readonly url: string
  /** Texts of the statements that were run since the last call, in their order. */
  take(): readonly string[]
  close(): Promise<void>
}

/**
 * Stands between a node and its database and writes down which statements the node runs: what it asks its
 * database must not depend on what a caller may not know. Values are parameters and are not in the texts.
 */
export async function openStatementProxy(databaseUrl: string): Promise<StatementProxy> {
  const target = new URL(databaseUrl)
  let run: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    const database = connect(Number(target.port), target.hostname)
    const read = readStatements((text) => run.push(text))
    client.on('data', read)
    for (const [from, to] of [
      [client, database],
      [database, client],
    ] as const) {
      sockets.add(from)
      from.on('error', () => to.destroy())
      from.on('close', () => sockets.delete(from))
      from.pipe(to)
    }
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const url = new URL(databaseUrl)
  url.hostname = '127.0.0.1'
  url.port = String((server.address() as AddressInfo).port)
  return {
    url: url.href,
    take() {
      const taken = run
      run = []
      return taken
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((done) => server.close(done))
    },
  }
}

/** Reads what a client of PostgreSQL sends (its manual, chapter "Frontend/Backend Protocol", version 3). */
function readStatements(ran: (text: string) => void): (bytes: Buffer) => void {
  const prepared = new Map<string, string>()
  let left = Buffer.alloc(0)
  // The first message has no type: it opens the session.
  let hasBegun = false
  const take = (type: string, body: Buffer) => {
    const [first = '', second = ''] = body.toString('utf8').split('\0', 2)
    if (type === 'Q') ran(first)
    if (type === 'P') prepared.set(first, second)
    if (type === 'B') ran(prepared.get(second) ?? `a statement named ${second}`)
  }
  return (bytes) => {
    left = Buffer.concat([left, bytes])
    for (;;) {
      const head = hasBegun ? 1 : 0
      if (left.length < head + 4) return
      const end = head + left.readUInt32BE(head)
      if (left.length < end) return
      if (hasBegun) take(String.fromCharCode(left[0]!), left.subarray(5, end))
      hasBegun = true
      left = left.subarray(end)
    }
  }
}
