import { type DomainError, domainError, err, type Result } from '@lianshu/kernel'
import { type Agents, createAgents } from './agents.ts'
import { type Exchange, exchange } from './exchange.ts'
import { ForbiddenAddressError, isPrivateLiteral, type Resolve } from './guarded-lookup.ts'

export interface HttpClientOptions {
  /** Lets calls reach loopback, private and link-local addresses: for a data space on one machine. */
  readonly allowPrivateAddresses: boolean
  /** Lets calls go without TLS. */
  readonly allowHttp: boolean
  /** Largest answer body, in bytes. */
  readonly maxBytes: number
  /** From the start of the call to the last byte of the answer. */
  readonly timeoutMs: number
  /** Finds the addresses of names; default: the system's. */
  readonly resolve?: Resolve
  /** Sees every byte of every request that leaves: request line, headers and body. */
  readonly onSent?: (
    bytes: Uint8Array,
    about: { readonly url: string; readonly kind: string },
  ) => void
}

export interface HttpRequest {
  readonly url: string
  readonly method: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array | string
  readonly signal?: AbortSignal
  /** Overrides of the client's caps. */
  readonly maxBytes?: number
  readonly timeoutMs?: number
  /** What the bytes are, for `onSent`; default: the method. */
  readonly kind?: string
}

export interface HttpResponse {
  readonly status: number
  /** Names in lower case; several values of one name joined by a comma. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array<ArrayBuffer>
}

type HttpError = DomainError<'peer.unreachable' | 'peer.invalid' | 'input.invalid'>

export interface HttpClient {
  /**
   * One call, without following redirects: a 3xx is an answer like any other. Errors: `input.invalid`
   * when the guard does not let the address pass, `peer.unreachable` when no whole answer came in time,
   * `peer.invalid` when the answer is larger than the cap.
   */
  request(request: HttpRequest): Promise<Result<HttpResponse, HttpError>>
  /** Closes connections that are kept for the next call. */
  close(): void
}

/** The one way out of a node; see HttpClientOptions for what it lets pass. */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const agents = createAgents(options.allowPrivateAddresses, options.resolve)
  return {
    async request(request) {
      const url = parse(request.url)
      const refusal = url ? refuse(url, options) : 'it is not an address'
      if (!url || refusal)
        return err(domainError('input.invalid', `${shown(request.url)}: ${refusal}`))
      const call = plan(request, url, options, agents)
      try {
        return await exchange(call)
      } catch (error) {
        const guarded = error instanceof ForbiddenAddressError
        const reason = call.signal.aborted ? abortReason(call.signal) : (error as Error).message
        const code = guarded ? 'input.invalid' : 'peer.unreachable'
        return err(domainError(code, `${shown(request.url)}: ${reason}`))
      }
    },
    close: agents.close,
  }
}

function plan(
  request: HttpRequest,
  url: URL,
  options: HttpClientOptions,
  agents: Agents,
): Exchange {
  const timeout = AbortSignal.timeout(request.timeoutMs ?? options.timeoutMs)
  const about = { url: request.url, kind: request.kind ?? request.method }
  return {
    ...{ url, method: request.method, headers: request.headers ?? {} },
    body: typeof request.body === 'string' ? Buffer.from(request.body) : request.body,
    agent: url.protocol === 'https:' ? agents.https : agents.http,
    onSent: (bytes) => options.onSent?.(bytes, about),
    signal: request.signal ? AbortSignal.any([request.signal, timeout]) : timeout,
    maxBytes: request.maxBytes ?? options.maxBytes,
  }
}

function refuse(url: URL, options: HttpClientOptions): string | undefined {
  const schemes = options.allowHttp ? ['https:', 'http:'] : ['https:']
  if (!schemes.includes(url.protocol)) return `only ${schemes.join(' and ')} addresses are called`
  if (url.username || url.password) return 'an address must not carry credentials'
  if (!options.allowPrivateAddresses && isPrivateLiteral(url.hostname)) {
    return 'private addresses are not called'
  }
  return undefined
}

const parse = (text: string): URL | undefined => URL.parse(text) ?? undefined

/** Without the query, which may hold what is nobody's business. */
const shown = (url: string): string => url.split(/[?#]/)[0]!.slice(0, 300)

const abortReason = (signal: AbortSignal): string =>
  (signal.reason as Error | undefined)?.name === 'TimeoutError'
    ? 'no answer in time'
    : 'the call was given up'
