import {
  type Did,
  type DomainError,
  domainError,
  err,
  fromUtf8,
  type Json,
  ok,
  type Result,
} from '@lianshu/kernel'
import type { HttpClient } from '../outgoing/http-client.ts'
import type { Identities } from './identities.ts'

export interface PeerRequest {
  readonly from: Did
  readonly to: Did
  readonly url: string
  readonly method: 'GET' | 'POST' | 'PUT'
  /** JSON, or bytes as they are. */
  readonly body?: Json | Uint8Array
  readonly headers?: Readonly<Record<string, string>>
  /** An access token of the other side's, brought back to it. */
  readonly accessToken?: string
  /** What kind of message it is, for the account of what leaves the node. */
  readonly kind: string
  readonly maxBytes?: number
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
}

export interface PeerAnswer<Body> {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Body
}

/**
 * Calls another participant in the name of one of ours, with a fresh self-issued token each time.
 * `peer.unreachable` when nothing came back, `peer.refused` for a status outside 200..299 with
 * `details.status`, `details.body` and, when the peer named one, `details.code`.
 */
export interface PeerClient {
  bytes(request: PeerRequest): Promise<Result<PeerAnswer<Uint8Array<ArrayBuffer>>, DomainError>>
  /** The same with a JSON answer; an empty body is null. `peer.invalid` when it is not JSON. */
  json(request: PeerRequest): Promise<Result<PeerAnswer<Json>, DomainError>>
}

export function createPeerClient(
  http: HttpClient,
  identities: Pick<Identities, 'authorization'>,
): PeerClient {
  const bytes: PeerClient['bytes'] = async (request) => {
    const { from, to, body, headers = {}, accessToken, ...call } = request
    const isBytes = body instanceof Uint8Array
    const type = isBytes ? 'application/octet-stream' : 'application/json'
    const answer = await http.request({
      ...call,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': type }),
        ...headers,
        authorization: await identities.authorization(from, to, accessToken),
      },
      body: isBytes || body === undefined ? body : JSON.stringify(body),
    })
    if (!answer.ok) return answer
    const { status } = answer.value
    return status >= 200 && status <= 299 ? ok(answer.value) : refused(request, answer.value)
  }
  return {
    bytes,
    async json(request) {
      const answer = await bytes(request)
      if (!answer.ok) return answer
      const body = parse(answer.value.body)
      if (body !== undefined) return ok({ ...answer.value, body })
      return err(domainError('peer.invalid', `${request.to} did not answer with JSON`))
    },
  }
}

function refused(request: PeerRequest, answer: PeerAnswer<Uint8Array>) {
  const body = parse(answer.body)
  const said =
    body !== null && typeof body === 'object' && !Array.isArray(body)
      ? (body as Record<string, Json>)
      : {}
  const text = typeof said.detail === 'string' ? said.detail : reasonOf(said.reason)
  const message = `${request.to} answered ${answer.status}${text ? `: ${text.slice(0, 500)}` : ''}`
  const code = typeof said.code === 'string' ? said.code : undefined
  return err(
    domainError('peer.refused', message, { details: { status: answer.status, code, body } }),
  )
}

const reasonOf = (reason: Json | undefined): string | undefined =>
  Array.isArray(reason) && reason.length > 0
    ? reason.map((item) => (typeof item === 'string' ? item : JSON.stringify(item))).join('; ')
    : undefined

function parse(body: Uint8Array): Json | undefined {
  if (body.length === 0) return null
  try {
    return JSON.parse(fromUtf8(body)) as Json
  } catch {
    return undefined
  }
}
