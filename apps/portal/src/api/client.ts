import type { LogEntry, LogHead, LogNode } from './log-model.ts'
import type { Demand, ListingDetail, ListingPage, Space } from './model.ts'
import type { Run } from './run-model.ts'

/** An answer other than 2xx, or none at all (`status` 0). */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure'
  readonly status: number
  readonly traceId: string | undefined

  constructor(status: number, message: string, traceId?: string) {
    super(message)
    this.status = status
    this.traceId = traceId
  }
}

export type ListingQuery = Readonly<Record<string, string | undefined>>

/** The broker's public read API. On the server it reaches the broker, in the browser the proxy. */
export interface Api {
  space(): Promise<Space>
  listings(query: ListingQuery): Promise<ListingPage>
  listing(id: string): Promise<ListingDetail>
  demand(id: string): Promise<Demand>
  runs(): Promise<readonly Run[]>
  run(id: string): Promise<Run>
  logNodes(): Promise<readonly LogNode[]>
  logHead(did: string): Promise<LogHead>
  logEntries(did: string, from: number, to: number): Promise<readonly LogEntry[]>
}

export type Get = (path: string) => Promise<Response>

const part = encodeURIComponent

/** Binds the API to a way of getting paths such as `/api/space`; every failure is an ApiFailure. */
export function createApi(get: Get): Api {
  async function json<T>(path: string): Promise<T> {
    const response = await get(path).catch((cause: unknown) => {
      throw new ApiFailure(0, cause instanceof Error ? cause.message : String(cause))
    })
    if (!response.ok) throw await failureOf(response)
    return (await response.json()) as T
  }
  return {
    space: () => json('/api/space'),
    listings: (query) => json(`/api/listings${queryText(query)}`),
    listing: (id) => json(`/api/listings/${part(id)}`),
    demand: (id) => json(`/api/demands/${part(id)}`),
    runs: () => json('/api/runs'),
    run: (id) => json(`/api/runs/${part(id)}`),
    logNodes: () => json('/api/log/nodes'),
    logHead: (did) => json(`/api/log/${part(did)}/head`),
    logEntries: (did, from, to) => json(`/api/log/${part(did)}/entries?from=${from}&to=${to}`),
  }
}

/** `?a=1&b=2` of the values that are set, in the order given; empty for none. */
export function queryText(query: ListingQuery): string {
  const entries = Object.entries(query).filter((entry): entry is [string, string] => !!entry[1])
  return entries.length > 0 ? `?${new URLSearchParams(entries)}` : ''
}

async function failureOf(response: Response): Promise<ApiFailure> {
  const body = (await response.json().catch(() => ({}))) as { detail?: string; title?: string }
  const traceId = response.headers.get('x-request-id') ?? undefined
  return new ApiFailure(
    response.status,
    body.detail ?? body.title ?? `HTTP ${response.status}`,
    traceId,
  )
}
