import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  type Did,
  domainError,
  err,
  type Json,
  mintUrn,
  ok,
  systemClock,
  systemRandom,
} from '@lianshu/kernel'
import {
  type CredentialContent,
  type CredentialProfile,
  defaultProfile,
  membershipScope,
  membershipType,
} from '@lianshu/protocol/dcp'
import {
  activeKey,
  answerPresentationQuery,
  buildDidDocument,
  createDidResolver,
  dcpWalletRules,
  didWeb,
  type FetchJson,
  generateParticipantKeys,
  issueSelfIssuedToken,
  type ParticipantKeys,
  type StoredCredential,
  signCredential,
  signDetachedJson,
  signJson,
} from '@lianshu/trust'

/** Somebody else in a space: a DID that resolves, keys, and a wallet that answers. */
export interface Peer {
  readonly did: Did
  readonly slug: string
  /** For whoever wants to sign what no honest peer would. */
  readonly keys: ParticipantKeys
  /** The Authorization header of one request to `audience`, with an access token of theirs instead of ours. */
  authorization(audience: Did, accessToken?: string): Promise<string>
  sign(value: Json): Promise<string>
  signDetached(value: Json): Promise<string>
  /** Puts a membership credential into the wallet. */
  keep(jwt: string): void
  /** What came to its credential service besides queries, oldest first. */
  readonly received: readonly Delivered[]
}

/** A message of an issuer, as a wallet received it. */
export interface Delivered {
  readonly path: 'credentials' | 'offers'
  /** The claims of the token that it came with, unverified. */
  readonly claims: Readonly<Record<string, Json>>
  readonly message: Readonly<Record<string, Json>>
}

export interface Peers {
  readonly url: string
  /** A company hosted here, and the operator of the space, who vouches for companies. */
  add(slug: string): Promise<Peer>
  readonly operator: Peer
  /** The operator's word for somebody: a membership credential. */
  vouchFor(did: Did): Promise<string>
  /** Any other credential by the operator, good for a day. */
  issue(
    content: Pick<CredentialContent, 'type' | 'subject'> & Partial<CredentialContent>,
    profile?: CredentialProfile,
  ): Promise<string>
  /** Paths that were asked for, in order. */
  readonly asked: readonly string[]
  /** What a path answers from now on; a function writes the answer itself, or lets it be. */
  answer(path: string, status: number, body: Json): void
  answer(path: string, write: (response: ServerResponse, request: IncomingMessage) => void): void
  /** Lets a path be as it was before. */
  wake(path: string): void
  /** From now on everything that no other rule answers is taken: 200, and nothing more. */
  takeAll(): void
  close(): Promise<void>
}

const clock = systemClock
const random = systemRandom
type Answer = { readonly status: number; readonly body: unknown }
type Write = (response: ServerResponse, request: IncomingMessage) => void

/** One real server on loopback that plays everybody but the node under test. */
export async function openPeers(): Promise<Peers> {
  const wallets = new Map<string, StoredCredential[]>()
  const hosted = new Map<string, ParticipantKeys>()
  const answers = new Map<string, Answer>()
  const written = new Map<string, Write>()
  let otherwise: Answer = { status: 404, body: null }
  const asked: string[] = []
  const received = new Map<string, Delivered[]>()
  const resolver = createDidResolver({ fetchJson, clock, allowHttpOnLoopback: true })

  const handle = async (request: IncomingMessage): Promise<Answer> => {
    const path = request.url ?? '/'
    asked.push(path)
    const fixed = answers.get(path)
    if (fixed) return fixed
    const slug = /^\/participants\/([^/]+)\//.exec(path)?.[1] ?? ''
    const keys = hosted.get(path === '/.well-known/did.json' ? '' : slug)
    if (keys && path.endsWith('/did.json')) {
      const endpoint = `${url}/participants/${slug}/dcp`
      const services = [
        { type: 'CredentialService', endpoint },
        { type: 'IssuerService', endpoint: `${url}/issuer` },
      ]
      const now = clock.now()
      return { status: 200, body: buildDidDocument({ did: keys.did, keys, services, now }) }
    }
    const token = (request.headers.authorization ?? '').replace('Bearer ', '')
    const place = /\/dcp\/(credentials|offers)$/.exec(path)?.[1] as Delivered['path'] | undefined
    if (keys && place) {
      const message = (await bodyOf(request)) as Delivered['message']
      const claims = payloadOf(token) as Delivered['claims']
      received.get(slug)?.push({ path: place, claims, message })
      return { status: 200, body: null }
    }
    if (!keys || !path.endsWith('/presentations/query')) return otherwise
    const list = async () => wallets.get(keys.did) ?? []
    const deps = {
      ...{ resolver, clock, random, keys, credentials: { list, save: async () => {} } },
      seenTokens: { remember: async () => true },
      ...{ checkStatus: async () => ok(undefined), rules: dcpWalletRules },
    }
    const body = await bodyOf(request)
    const told = await answerPresentationQuery(deps, { token, body })
    return told.ok ? { status: 200, body: told.value } : { status: 400, body: told.error }
  }
  const server = createServer(async (request, response) => {
    const write = written.get(request.url ?? '/')
    if (write) {
      asked.push(request.url ?? '/')
      return write(response, request)
    }
    const { status, body } = await handle(request)
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const url = `http://${host}`

  const open = async (did: Did, slug: string): Promise<Peer> => {
    const keys = await generateParticipantKeys(did, clock)
    hosted.set(slug, keys)
    const mine: Delivered[] = []
    received.set(slug, mine)
    return {
      ...{ did, slug, keys, received: mine },
      async authorization(audience, accessToken) {
        const grantScopes = accessToken === undefined ? [membershipScope] : undefined
        const request = { audience, grantScopes, accessToken }
        return `Bearer ${await issueSelfIssuedToken({ keys, clock, random }, request)}`
      },
      sign: (value) => signJson(activeKey(keys), value),
      signDetached: (value) => signDetachedJson(activeKey(keys), value),
      keep(jwt) {
        const types = ['VerifiableCredential', membershipType]
        const known = { holder: did, id: `urn:credential:${slug}`, types, issuer: did, jwt }
        wallets.set(did, [{ ...known, validUntil: '9999-01-01T00:00:00Z' }])
      },
    }
  }
  const wake = (path: string) => {
    answers.delete(path)
    written.delete(path)
  }
  const issue: Peers['issue'] = (content, profile = defaultProfile) => {
    const validFrom = clock.now()
    const validUntil = new Date(validFrom.getTime() + 86_400_000)
    const whole = { id: mintUrn(random), validFrom, validUntil, ...content }
    return signCredential({ keys: hosted.get('')! }, whole, profile)
  }
  const operator = await open(didWeb(host), '')
  return {
    ...{ url, operator, asked },
    add: (slug) => open(didWeb(host, 'participants', slug), slug),
    vouchFor: (holder) =>
      issue({ type: membershipType, subject: { id: holder, name: holder, roles: ['trainer'] } }),
    ...{ issue, wake },
    answer(path: string, told: number | Write, body: Json = null) {
      wake(path)
      if (typeof told === 'number') answers.set(path, { status: told, body })
      else written.set(path, told)
    },
    takeAll() {
      otherwise = { status: 200, body: null }
    },
    async close() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = []
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
  return JSON.parse(Buffer.concat(parts).toString())
}

const payloadOf = (jwt: string): unknown =>
  JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString() || '{}')

const fetchJson: FetchJson = async ({ url, method }) => {
  const answer = await fetch(url, { method }).catch(() => undefined)
  return answer?.ok
    ? ok(await answer.json())
    : err(domainError('peer.unreachable', `${url} cannot be reached`))
}
