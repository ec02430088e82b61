import { canonicalJson, toHex, utf8, type Words } from '@lianshu/kernel'
import { appendLeaf, emptyFrontier, frontierRoot } from './frontier.ts'
import type { Cosignature, LogEntry, LogHead, SignedHead } from './log-shapes.ts'
import { leafHash } from './merkle-hash.ts'
import { checkDetachedJson, findIn, type PublicKeys } from './signed-json.ts'

/** Everything that a full check of a log needs. Lists may come in any order. */
export interface LogEvidence {
  readonly entries: readonly LogEntry[]
  readonly heads: readonly SignedHead[]
  readonly cosignatures: readonly Cosignature[]
  /** Keys of the origin and of the witnesses, by kid, from documents that the caller trusts. */
  readonly keys: PublicKeys
  /** The head that the caller saw at an earlier visit. */
  readonly remembered?: LogHead
}

/** One step of the check, as a page shows it. */
export interface LogStep {
  readonly name: 'records' | 'heads' | 'signatures' | 'witnesses' | 'memory'
  readonly ok: boolean
  readonly words: Words
}

export interface LogVerdict {
  readonly ok: boolean
  readonly steps: readonly LogStep[]
  /** The newest head, when everything before it verifies; what to remember for the next visit. */
  readonly head?: LogHead
}

/** Checks a whole log and says how each step went. Runs in browsers. */
export async function verifyLog(evidence: LogEvidence): Promise<LogVerdict> {
  const steps: LogStep[] = []
  for await (const step of verifyLogSteps(evidence)) steps.push(step)
  const isGood = steps.every((step) => step.ok)
  const head = isGood ? bySize(evidence.heads).at(-1)?.head : undefined
  return { ok: isGood, steps, head }
}

/**
 * The same check, step by step: (1) the records are complete and in order; (2) the root of every head,
 * rebuilt from the records, is the one it claims; (3) each head is signed by its origin; (4) witnesses
 * saw the same heads; (5) the head of an earlier visit is still part of the log.
 */
export async function* verifyLogSteps(evidence: LogEvidence): AsyncGenerator<LogStep> {
  const entries = [...evidence.entries].sort((left, right) => left.index - right.index)
  const heads = bySize(evidence.heads)
  const origins = new Set(heads.map(({ head }) => head.origin))
  yield recordsStep(entries, heads.at(-1)?.head)
  const claimed = [
    ...heads.map(({ head }) => head),
    ...evidence.cosignatures.map(({ statement }) => statement.head),
    ...(evidence.remembered ? [evidence.remembered] : []),
  ]
  const roots = await rebuildRoots(entries, new Set(claimed.map((head) => head.size)))
  const holds = (head: LogHead) => roots.get(head.size) === head.root && origins.has(head.origin)
  const wrong = heads.find(({ head }) => !holds(head))
  yield headsStep(heads.length, origins.size, wrong?.head)
  yield await signaturesStep(heads, evidence.keys)
  yield await witnessesStep(evidence, holds)
  if (evidence.remembered) yield memoryStep(holds(evidence.remembered))
}

const bySize = (heads: readonly SignedHead[]) =>
  [...heads].sort((left, right) => left.head.size - right.head.size)

function recordsStep(entries: readonly LogEntry[], newest: LogHead | undefined): LogStep {
  const gap = entries.findIndex((entry, index) => entry.index !== index)
  const isWhole = gap === -1 && entries.length === (newest?.size ?? 0)
  const zh = isWhole
    ? `${entries.length} 条记录连续且完整`
    : gap === -1
      ? `有 ${entries.length} 条记录，最新检查点声明 ${newest?.size ?? 0} 条`
      : `第 ${gap} 条记录缺失或重复`
  const en = isWhole
    ? `${entries.length} records, complete and in order`
    : gap === -1
      ? `${entries.length} records, but the newest head claims ${newest?.size ?? 0}`
      : `record ${gap} is missing or stands twice`
  return { name: 'records', ok: isWhole, words: { zh, en } }
}

/** The root at each wanted size, in one pass over the records. */
async function rebuildRoots(entries: readonly LogEntry[], sizes: ReadonlySet<number>) {
  const roots = new Map<number, string>()
  let frontier = emptyFrontier
  if (sizes.has(0)) roots.set(0, toHex(await frontierRoot(frontier)))
  for (const { record } of entries) {
    frontier = (await appendLeaf(frontier, await leafHash(utf8(canonicalJson(record))))).frontier
    if (sizes.has(frontier.size)) roots.set(frontier.size, toHex(await frontierRoot(frontier)))
  }
  return roots
}

function headsStep(count: number, origins: number, wrong: LogHead | undefined): LogStep {
  const isGood = wrong === undefined && origins <= 1
  const words = isGood
    ? {
        zh: `由记录重算的 ${count} 个根哈希全部一致`,
        en: `${count} roots rebuilt from the records, all equal`,
      }
    : wrong === undefined
      ? { zh: '检查点来自不同的日志', en: 'the heads come from different logs' }
      : {
          zh: `大小为 ${wrong.size} 的检查点与记录不符`,
          en: `the head at size ${wrong.size} does not match the records`,
        }
  return { name: 'heads', ok: isGood, words }
}

async function signaturesStep(heads: readonly SignedHead[], keys: PublicKeys): Promise<LogStep> {
  for (const { head, jws } of heads) {
    if (await isSignedBy(head.origin, jws, head, keys)) continue
    const zh = `大小为 ${head.size} 的检查点签名无效`
    return {
      name: 'signatures',
      ok: false,
      words: { zh, en: `the signature of the head at size ${head.size} is not valid` },
    }
  }
  const zh = `${heads.length} 个检查点签名有效`
  return {
    name: 'signatures',
    ok: true,
    words: { zh, en: `${heads.length} signatures of heads are valid` },
  }
}

async function witnessesStep(
  { cosignatures, keys }: LogEvidence,
  holds: (head: LogHead) => boolean,
): Promise<LogStep> {
  for (const { statement, jws } of cosignatures) {
    const { witness, head } = statement
    if (!(await isSignedBy(witness, jws, statement, keys))) {
      const words = {
        zh: `见证方 ${witness} 的签名无效`,
        en: `the signature of witness ${witness} is not valid`,
      }
      return { name: 'witnesses', ok: false, words }
    }
    if (!holds(head)) {
      const words = {
        zh: `见证方 ${witness} 在大小 ${head.size} 处看到的是另一份日志`,
        en: `witness ${witness} saw another log at size ${head.size}`,
      }
      return { name: 'witnesses', ok: false, words }
    }
  }
  const witnesses = new Set(cosignatures.map(({ statement }) => statement.witness)).size
  const words = {
    zh: `${witnesses} 个见证方的 ${cosignatures.length} 份联署一致`,
    en: `${cosignatures.length} cosignatures of ${witnesses} witnesses agree`,
  }
  return { name: 'witnesses', ok: true, words }
}

function memoryStep(isKept: boolean): LogStep {
  const words = isKept
    ? {
        zh: '自上次访问以来没有记录被删改',
        en: 'nothing was removed or changed since your last visit',
      }
    : { zh: '上次访问时的记录已被删改', en: 'records of your last visit were removed or changed' }
  return { name: 'memory', ok: isKept, words }
}

/** The key must be one that the caller trusts and belong, by its kid, to the DID that should sign. */
async function isSignedBy(did: string, jws: string, value: unknown, keys: PublicKeys) {
  const checked = await checkDetachedJson(findIn(keys), jws, value)
  return checked.ok && checked.value.kid.startsWith(`${did}#`)
}
