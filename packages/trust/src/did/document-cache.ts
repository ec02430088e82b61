import type { Clock, Did, DomainError, Result } from '@lianshu/kernel'
import type { DidDocument } from '@lianshu/protocol/dcp'

type Read = Result<DidDocument, DomainError>

/** A hostile sender may name any number of DIDs and kids: both memory and refreshes are capped. */
const maxDocuments = 5_000
const refreshPauseMs = 10_000

/** Keeps documents for `cacheMs`; one read at a time per DID; failures are not kept. */
export function createDocumentCache(deps: {
  readonly clock: Clock
  readonly cacheMs: number
  readonly read: (did: Did) => Promise<Read>
}) {
  const documents = new Map<Did, { result: Read; readAt: number; refreshedAt: number }>()
  const running = new Map<Did, Promise<Read>>()
  const now = () => deps.clock.now().getTime()

  async function readOnce(did: Did, refreshedAt: number): Promise<Read> {
    const current = running.get(did)
    if (current !== undefined) return current
    const reading = deps.read(did).finally(() => running.delete(did))
    running.set(did, reading)
    const result = await reading
    documents.delete(did)
    if (result.ok) {
      if (documents.size >= maxDocuments) documents.delete(documents.keys().next().value!)
      documents.set(did, { result, readAt: now(), refreshedAt })
    }
    return result
  }

  return {
    async get(did: Did): Promise<Read> {
      const kept = documents.get(did)
      if (kept !== undefined && now() - kept.readAt < deps.cacheMs) return kept.result
      return readOnce(did, kept?.refreshedAt ?? 0)
    },
    /** False when the document was read again a moment ago because of an unknown kid. */
    mayRefresh: (did: Did): boolean =>
      now() - (documents.get(did)?.refreshedAt ?? 0) >= refreshPauseMs,
    refresh: (did: Did): Promise<Read> => readOnce(did, now()),
  }
}
