import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '@lianshu/adapters'
import { type Json, silentLogger } from '@lianshu/kernel'
import { dcpContext } from '@lianshu/protocol/dcp'
import { freePort, openPeers, type Peer } from '@lianshu/testkit'
import { memberCredentials } from '@lianshu/trust'
import { inject } from 'vitest'
import { type BrokerPorts, composeBroker } from '../compose.ts'
import { brokerConfigSchema } from '../config.ts'

export const apiKey = 'an operator key that is long enough'

export interface Asked {
  readonly method?: string
  /** Whose token is sent. */
  readonly as?: Peer
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export interface TestBrokerOptions {
  readonly ports?: BrokerPorts
  /** Settings beside those that every test needs. */
  readonly settings?: Readonly<Record<string, string>>
}

/** Number of a company that does not exist; its checksum holds. */
export const number = { scheme: 'uscc', value: '91350100M000100Y43' }

/** A whole broker on a database of its own, and others who call it over HTTP. */
export async function openTestBroker(
  admission: 'automatic' | 'manual',
  { ports, settings }: TestBrokerOptions = {},
) {
  const directory = await mkdtemp(join(tmpdir(), 'lianshu-broker-'))
  const port = await freePort()
  const config = brokerConfigSchema.parse({
    ...{ databaseUrl: await emptyDatabase(), directory, port: `${port}`, apiKey, admission },
    ...{ allowPrivateAddresses: 'true', allowHttp: 'true', ...settings },
  })
  const start = () => composeBroker(config, { logger: silentLogger, ports })
  let broker = await start()
  const peers = await openPeers()

  const ask = async (path: string, { as, method, body, headers = {} }: Asked = {}) =>
    fetch(broker.url + path, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(as && { authorization: await as.authorization(broker.did) }),
        ...headers,
      },
      body: body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body),
    })
  const applicationOf = ({ slug }: Peer) => ({
    ...{ slug, name: { zh: slug, en: slug }, roles: ['owner'], number },
    protocolUrl: `${peers.url}/participants/${slug}/dsp/2025-1`,
  })
  return {
    ...{ did: broker.did, url: broker.url, peers, ask, applicationOf },
    /** A request for credentials; without ids, for membership in the usual profile. */
    request: (peer: Peer, ids: readonly string[] = [memberCredentials[0]!.id]) =>
      ask('/dcp/credentials', { as: peer, body: credentialRequest(ids) }),
    /** Somebody who applied, was admitted, and was given a membership credential. */
    async join(slug: string): Promise<Peer> {
      const peer = await peers.add(slug)
      await ask('/members', { as: peer, body: applicationOf(peer) })
      await ask('/dcp/credentials', { as: peer, body: credentialRequest() })
      const [{ message }] = await delivered(peer)
      const [{ payload }] = message.credentials as [{ payload: string }]
      peer.keep(payload)
      return peer
    },
    decide: (peer: Peer, decision: string, reason: string | undefined = 'a test') =>
      ask(`/members/${encodeURIComponent(peer.did)}/decision`, {
        body: { decision, reason },
        headers: { 'x-api-key': apiKey },
      }),
    operate: async <T extends Json>(path: string, body?: Json): Promise<T> =>
      (await ask(path, { body, headers: { 'x-api-key': apiKey } })).json() as Promise<T>,
    /** Ends it and starts it again on the same database. */
    async restart() {
      await broker.close()
      broker = await start()
    },
    async close() {
      await broker.close()
      await peers.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

export const credentialRequest = (
  ids: readonly string[] = [memberCredentials[0]!.id],
  holderPid = randomUUID() as string,
) => ({
  ...{ '@context': [dcpContext], type: 'CredentialRequestMessage', holderPid },
  credentials: ids.map((id) => ({ id })),
})

/** What came to somebody's wallet, once there is as much as that. */
export async function delivered(
  peer: Peer,
  count = 1,
): Promise<[Peer['received'][number], ...Peer['received'][number][]]> {
  for (let look = 0; look < 400; look++) {
    const [first, ...rest] = peer.received
    if (first && rest.length + 1 >= count) return [first, ...rest]
    await new Promise((done) => setTimeout(done, 25))
  }
  throw new Error(`${peer.slug} received ${peer.received.length} messages, not ${count}`)
}

export type TestBroker = Awaited<ReturnType<typeof openTestBroker>>

/** Status and code of a problem, after a look at its form. */
export async function problemOf(answer: Response): Promise<readonly [number, unknown]> {
  const { code, status } = (await answer.json()) as { code?: string; status?: number }
  const type = answer.headers.get('content-type')
  if (type !== 'application/problem+json' || status !== answer.status) {
    throw new Error(`${answer.status} ${type} is not a problem`)
  }
  return [answer.status, code]
}

async function emptyDatabase(): Promise<string> {
  const admin = inject('postgresAdminUrl')
  const name = `broker_${randomUUID().replaceAll('-', '')}`
  const db = openDatabase({ url: admin, poolSize: 1 })
  await db.execute(`create database ${name}`)
  await db.close()
  return Object.assign(new URL(admin), { pathname: `/${name}` }).href
}
