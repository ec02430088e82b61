import {
  asId,
  canonicalJson,
  type Did,
  type LogRecord,
  toHex,
  utf8,
  type Words,
} from '@lianshu/kernel'
import {
  type LogStep,
  leafHash,
  type LogHead as TrustedHead,
  verifyLogSteps,
} from '@lianshu/trust/verify'
import type { Api } from '../../api/client.ts'
import type { LogEntry, LogHead } from '../../api/log-model.ts'

/** What the reader sees while the check goes on. */
export type Progress =
  | { readonly kind: 'fetched'; readonly count: number; readonly of: number }
  | { readonly kind: 'leaves'; readonly count: number }
  | { readonly kind: 'broken-leaf'; readonly index: number }
  | {
      readonly kind: 'step'
      readonly name: LogStep['name']
      readonly ok: boolean
      /** The words of the check itself, which say exactly where it failed. */
      readonly words: Words
      /** How many records or cosignatures the step looked at. */
      readonly count: number
    }
  | { readonly kind: 'done'; readonly ok: boolean; readonly head: TrustedHead }

const pageSize = 500

/**
 * Checks a node's whole log in this browser, without believing the portal or the broker: fetches every
 * entry, hashes every leaf, rebuilds the root, checks signature and witnesses, and compares with the head
 * of an earlier visit. Stops at the first leaf that is not what its hash says.
 */
export async function* verifyNode(
  api: Pick<Api, 'logHead' | 'logEntries'>,
  did: string,
  remembered: TrustedHead | undefined,
): AsyncGenerator<Progress> {
  const published = await api.logHead(did)
  const head = trustedHead(published)
  const entries: LogEntry[] = []
  while (entries.length < head.size) {
    const to = Math.min(head.size, entries.length + pageSize)
    const page = await api.logEntries(did, entries.length, to)
    if (page.length === 0) break
    entries.push(...page)
    yield { kind: 'fetched', count: entries.length, of: head.size }
  }
  for (const [position, entry] of entries.entries()) {
    if (!(await isWhatItsHashSays(entry))) {
      yield { kind: 'broken-leaf', index: entry.index }
      yield { kind: 'done', ok: false, head }
      return
    }
    if (position % 16 === 15 || position === entries.length - 1) {
      yield { kind: 'leaves', count: position + 1 }
    }
  }
  let ok = true
  for await (const step of verifyLogSteps({
    entries: entries.map(({ index, leaf }) => ({ index, record: JSON.parse(leaf) as LogRecord })),
    heads: [{ head, jws: published.jws }],
    cosignatures: published.cosignatures,
    keys: published.keys ?? {},
    ...(remembered ? { remembered } : {}),
  })) {
    ok &&= step.ok
    const count = step.name === 'witnesses' ? published.cosignatures.length : entries.length
    yield { kind: 'step', ...step, count }
  }
  yield { kind: 'done', ok, head }
}

/** The very members that the origin signed. */
const trustedHead = ({ origin, size, root, at }: LogHead): TrustedHead => ({
  origin: asId<Did>(origin),
  size,
  root,
  time: at,
})

async function isWhatItsHashSays({ leaf, leafHash: claimed }: LogEntry): Promise<boolean> {
  try {
    // Another spelling of the same JSON would hash differently: only the canonical text is a record.
    if (canonicalJson(JSON.parse(leaf)) !== leaf) return false
    return toHex(await leafHash(utf8(leaf))) === claimed
  } catch {
    return false
  }
}
