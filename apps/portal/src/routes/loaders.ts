import { notFound } from '@tanstack/react-router'
import { type Api, ApiFailure } from '../api/client.ts'
import type { LogEntry, LogHead, LogNode } from '../api/log-model.ts'
import type { ListingPage, Space } from '../api/model.ts'
import type { Run } from '../api/run-model.ts'

export interface HomeData {
  readonly space: Space
  /** Undefined when that part did not answer: the page shows the rest and says so. */
  readonly listings: ListingPage | undefined
  readonly runs: readonly Run[] | undefined
}

/** The space itself must answer; the rest of the home page is shown as far as it came. */
export async function loadHome(api: Api): Promise<HomeData> {
  const [space, listings, runs] = await Promise.all([
    api.space(),
    api.listings({}).catch(() => undefined),
    api.runs().catch(() => undefined),
  ])
  return { space, listings, runs }
}

/** How many entries one page of the log shows. */
export const logPageSize = 40

export interface LogData {
  readonly nodes: readonly LogNode[]
  readonly node: LogNode | undefined
  readonly head: LogHead | undefined
  /** Newest first. */
  readonly entries: readonly LogEntry[] | undefined
  readonly from: number
}

/** One node's log: the newest page unless `from` says otherwise. Head and entries may each be missing. */
export async function loadLog(
  api: Api,
  search: { readonly node?: string; readonly from?: string },
): Promise<LogData> {
  const nodes = await api.logNodes()
  const node = nodes.find((each) => each.did === search.node) ?? nodes[0]
  if (!node) return { nodes, node, head: undefined, entries: [], from: 0 }
  const newest = Math.max(0, node.size - logPageSize)
  const wanted = Number.parseInt(search.from ?? '', 10)
  const from = Number.isNaN(wanted) ? newest : Math.min(Math.max(0, wanted), newest)
  const to = Math.min(node.size, from + logPageSize)
  const [head, entries] = await Promise.all([
    api.logHead(node.did).catch(() => undefined),
    node.size === 0 ? [] : api.logEntries(node.did, from, to).catch(() => undefined),
  ])
  return { nodes, node, head, entries: entries?.toReversed(), from }
}

/** Makes the broker's 404 the page's own 404; every other failure stays one. */
export async function orNotFound<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (failure) {
    if (failure instanceof ApiFailure && failure.status === 404) throw notFound()
    throw failure
  }
}
