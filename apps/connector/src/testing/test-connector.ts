import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '@lianshu/adapters'
import { type Did, silentLogger } from '@lianshu/kernel'
import { freePort, openPeers, type Peer } from '@lianshu/testkit'
import { inject } from 'vitest'
import { type ConnectorPorts, composeConnector } from '../compose.ts'
import { connectorConfigSchema } from '../config.ts'
import { answerAsIssuer } from './answer-as-issuer.ts'
import { cleanAnswer } from './clean-answer.ts'

const apiKey = 'a manager key that is long enough'

export interface Asked {
  readonly method?: string
  /** A text goes as it is, anything else as JSON. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** A whole connector on a database of its own, an operator whom it trusts, and others who call it. */
export async function openTestConnector(
  ports: ConnectorPorts = {},
  settings: Readonly<Record<string, string>> = {},
  /** By which address the node reaches its database, e.g. one where somebody looks on. */
  reachDatabase: (url: string) => Promise<string> = async (url) => url,
) {
  const directory = await mkdtemp(join(tmpdir(), 'lianshu-connector-'))
  const port = await freePort()
  const databaseUrl = await emptyDatabase()
  const peers = await openPeers()
  const config = connectorConfigSchema.parse({
    ...{ databaseUrl: await reachDatabase(databaseUrl), directory, port: `${port}`, apiKey },
    operators: peers.operator.did,
    ...{ allowPrivateAddresses: 'true', allowHttp: 'true' },
    ...{ issuers: `SampleCredential=${peers.operator.did}`, ...settings },
  })
  const connector = await composeConnector(config, { logger: silentLogger, ports })
  const didOf = (slug: string) => `did:web:127.0.0.1%3A${port}:participants:${slug}` as Did

  const secrets = [apiKey, databaseUrl, new URL(databaseUrl).password, directory]
  const ask = async (path: string, { method, body, headers = {} }: Asked = {}) => {
    const answer = await fetch(connector.url + path, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
    })
    return cleanAnswer(path, answer, secrets)
  }
  const manage = async <T>(path: string, body?: unknown, method?: string): Promise<T> => {
    const answer = await ask(`/api${path}`, { method, body, headers: { 'x-api-key': apiKey } })
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`)
    return (await answer.json()) as T
  }
  return {
    ...{ url: connector.url, config, databaseUrl, peers, didOf, ask, manage, apiKey },
    /** A request of a peer to a participant hosted here. */
    askAs: async (peer: Peer, slug: string, path: string, asked: Asked = {}) => {
      const authorization = await peer.authorization(didOf(slug))
      const headers = { authorization, ...asked.headers }
      return ask(`/participants/${slug}${path}`, { ...asked, headers })
    },
    /** Hosts a participant and brings it into the space of the operator. */
    async host(slug: string): Promise<Did> {
      const name = { zh: slug, en: slug }
      const number = { scheme: 'uscc', value: '91350100M000100Y43' }
      await manage('/participants', { slug, name, roles: ['owner'], number })
      peers.answer('/members', 200, { state: 'ADMITTED' })
      const wallet = `${connector.url}/participants/${slug}/dcp`
      const { taken } = await answerAsIssuer(peers, { holder: didOf(slug), wallet })
      const operator = { did: peers.operator.did, url: peers.url }
      await manage(`/participants/${slug}/membership`, { operator })
      await taken
      return didOf(slug)
    },
    /** Somebody elsewhere whom the operator vouches for. */
    async member(slug: string): Promise<Peer> {
      const peer = await peers.add(slug)
      peer.keep(await peers.vouchFor(peer.did))
      return peer
    },
    /** Lays a table into a participant's own directory. */
    async lay(slug: string, file: string, text: string): Promise<void> {
      await mkdir(join(directory, 'data', slug), { recursive: true })
      await writeFile(join(directory, 'data', slug, file), text)
    },
    /** Ends the connector alone; another process may then go on with its data. */
    stop: () => connector.close(),
    async close() {
      await connector.close()
      await peers.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

export type TestConnector = Awaited<ReturnType<typeof openTestConnector>>

async function emptyDatabase(): Promise<string> {
  const admin = inject('postgresAdminUrl')
  const name = `connector_${randomUUID().replaceAll('-', '')}`
  const db = openDatabase({ url: admin, poolSize: 1 })
  await db.execute(`create database ${name}`)
  await db.close()
  return Object.assign(new URL(admin), { pathname: `/${name}` }).href
}
