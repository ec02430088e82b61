import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '@lianshu/adapters'
import { silentLogger } from '@lianshu/kernel'
import { freePort, openPeers, type Peer } from '@lianshu/testkit'
import { inject } from 'vitest'
import { composeBroker } from '../compose.ts'
import { brokerConfigSchema } from '../config.ts'

export const apiKey = 'an operator key that is long enough'

export interface Asked {
  readonly method?: string
  /** Whose token is sent. */
  readonly as?: Peer
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** A whole broker on a database of its own, and others who call it over HTTP. */
export async function openTestBroker(admission: 'automatic' | 'manual') {
  const directory = await mkdtemp(join(tmpdir(), 'lianshu-broker-'))
  const port = await freePort()
  const config = brokerConfigSchema.parse({
    ...{ databaseUrl: await emptyDatabase(), directory, port: `${port}`, apiKey, admission },
    ...{ allowPrivateAddresses: 'true', allowHttp: 'true' },
  })
  const broker = await composeBroker(config, { logger: silentLogger })
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
    ...{ slug, name: { zh: slug, en: slug }, roles: ['owner'] },
    protocolUrl: `${peers.url}/participants/${slug}/dsp/2025-1`,
  })
  return {
    ...{ did: broker.did, url: broker.url, peers, ask, applicationOf },
    /** Somebody who applied and, where the setting allows it, was admitted. */
    async join(slug: string): Promise<Peer> {
      const peer = await peers.add(slug)
      const answer = await ask('/members', { as: peer, body: applicationOf(peer) })
      const { credential } = (await answer.json()) as { credential?: string }
      if (credential) peer.keep(credential)
      return peer
    },
    decide: (peer: Peer, decision: string) =>
      ask(`/members/${encodeURIComponent(peer.did)}/decision`, {
        body: { decision },
        headers: { 'x-api-key': apiKey },
      }),
    async close() {
      await broker.close()
      await peers.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
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
