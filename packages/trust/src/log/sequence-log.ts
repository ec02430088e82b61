import {
  type Clock,
  canonicalJson,
  type Did,
  type DomainError,
  fromHex,
  ok,
  type Result,
  toHex,
  utf8,
} from '@lianshu/kernel'
import { activeKey, type ParticipantKeys } from '../keys/participant-keys.ts'
import { signDetachedJson } from '../sign/sign-json.ts'
import { appendLeaf, type Frontier, frontierRoot } from '../verify/frontier.ts'
import type { LogHead, SignedHead } from '../verify/log-shapes.ts'
import { leafHash } from '../verify/merkle-hash.ts'
import type { LogStore, TreeNode } from './ports.ts'
import { nodesOfRange } from './tree-nodes.ts'

export interface SequenceLogDeps {
  readonly log: LogStore
  /** The keys of the log's owner. */
  readonly keys: ParticipantKeys
  readonly clock: Clock
  /** How many records get their place in one step. Default 500. */
  readonly batchSize?: number
}

/**
 * Gives pending records their place in the tree and signs the new head. Work grows with the batch, not
 * with the log: only the right edge of the tree is read. Zero `placed` and no head means that nothing
 * was pending; `conflict.stale` means that another process placed a batch first, so call again.
 */
export async function sequenceLog(
  deps: SequenceLogDeps,
): Promise<Result<{ placed: number; head?: SignedHead }, DomainError<'conflict.stale'>>> {
  const origin = deps.keys.did
  const fromSize = await deps.log.size(origin)
  const pending = await deps.log.unsequenced(origin, deps.batchSize ?? 500)
  if (pending.length === 0) return ok({ placed: 0 })
  let frontier = await readFrontier(deps.log, origin, fromSize)
  const nodes: TreeNode[] = []
  for (const { record } of pending) {
    const step = await appendLeaf(frontier, await leafHash(utf8(canonicalJson(record))))
    frontier = step.frontier
    nodes.push(...step.completed.map((node) => ({ ...node, hash: toHex(node.hash) })))
  }
  const head = await signHead(deps, origin, frontier)
  const ids = pending.map(({ id }) => id)
  const placed = await deps.log.place(origin, { fromSize, ids, nodes, head })
  return placed.ok ? ok({ placed: ids.length, head }) : placed
}

async function readFrontier(log: LogStore, origin: Did, size: number): Promise<Frontier> {
  const peaks = await log.nodes(origin, nodesOfRange({ start: 0, end: size }))
  return { size, peaks: peaks.map(fromHex) }
}

async function signHead(
  deps: Pick<SequenceLogDeps, 'keys' | 'clock'>,
  origin: Did,
  frontier: Frontier,
): Promise<SignedHead> {
  const root = toHex(await frontierRoot(frontier))
  const head: LogHead = {
    origin,
    size: frontier.size,
    root,
    time: deps.clock.now().toISOString(),
  }
  return { head, jws: await signDetachedJson(activeKey(deps.keys), head) }
}
