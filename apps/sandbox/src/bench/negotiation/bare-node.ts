// One side of the floor in a process of its own: a bare node:http server that does with every message what
// a connector cannot do without, and nothing else. Arguments: its side, its port, the other's port, its
// database's address; the key that signs, for both sides, is in BARE_KEY. Says `up` when it listens.
import { createPrivateKey, createPublicKey, randomUUID, sign, verify } from 'node:crypto'
import { Agent, createServer, type IncomingMessage, request } from 'node:http'
import { openDatabase } from '@lianshu/adapters'
import { bareMessages, bodyBytes, rowBytes, tokenBytes } from './floor-work.ts'

const [side, port, otherPort, url] = process.argv.slice(2) as [string, string, string, string]
const sql = openDatabase({ url, poolSize: 10 }).$client
await sql`create table if not exists bench_floor (id uuid primary key, body text not null)`
const agent = new Agent({ keepAlive: true })
const privateKey = createPrivateKey(process.env.BARE_KEY!)
const publicKey = createPublicKey(privateKey)
const claims = Buffer.alloc(tokenBytes, 'claims ')
const body = Buffer.alloc(bodyBytes, 'message ')
const row = 'row '.repeat(rowBytes / 4)
const over = new Map<string, PromiseWithResolvers<void>>()

const commit = (rows: number) => {
  const values = Array.from({ length: rows }, () => ({ id: randomUUID(), body: row }))
  return sql`insert into bench_floor ${sql(values)}`
}
const signed = (bytes: Buffer) => sign(null, bytes, privateKey).toString('base64url')
const check = (bytes: Buffer, signature: unknown) => {
  const isGood = verify(null, bytes, publicKey, Buffer.from(String(signature), 'base64url'))
  if (!isGood) throw new Error('bad signature')
}

async function send(id: string, turn: number): Promise<void> {
  const { isSigned, sentRows } = bareMessages[turn]!
  const agreement = isSigned ? { 'x-agreement': signed(body) } : {}
  await commit(sentRows)
  const headers = {
    ...{ authorization: signed(claims), 'x-claims': claims.toString('base64url'), ...agreement },
    'content-length': body.length,
  }
  const options = { host: '127.0.0.1', port: otherPort, agent, method: 'POST', headers }
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const path = `/message/${turn}/${id}`
  const sent = request({ ...options, path }, (answer) => answer.resume().on('end', resolve))
  sent.on('error', reject).end(body)
  await promise
}

async function receive(message: IncomingMessage, turn: number): Promise<void> {
  const parts: Buffer[] = []
  for await (const part of message) parts.push(part)
  const { isSigned, receivedRows } = bareMessages[turn]!
  check(claims, message.headers.authorization)
  if (isSigned) check(Buffer.concat(parts), message.headers['x-agreement'])
  await commit(receivedRows)
}

const server = createServer(async (message, answer) => {
  const [, what, turn, id] = message.url!.split('/') as [string, string, string, string]
  if (what === 'message') {
    await receive(message, Number(turn))
    answer.end('{}')
    const next = bareMessages[Number(turn) + 1]
    if (next?.from === side) await send(id, Number(turn) + 1)
    else if (!next) over.get(id)?.resolve()
  } else if (what === 'begin') {
    const begun = randomUUID()
    over.set(begun, Promise.withResolvers())
    await send(begun, 0)
    answer.end(JSON.stringify({ id: begun }))
  } else {
    await over.get(turn)?.promise
    over.delete(turn)
    answer.end('{}')
  }
})
// Between its turns the floor rests; a connection that is closed just when it is used would end it.
server.keepAliveTimeout = 10 * 60_000
server.listen(Number(port), '127.0.0.1', () => console.log('up'))
process.once('SIGTERM', () => process.exit(0))
