import { type Did, type DomainError, ok, type Result, type VersionedStore } from '@lianshu/kernel'
import { orFail, retryLostRaces } from '../process/lost-race.ts'
import type { Process } from '../process/process.ts'
import type { FollowUp } from '../wire.ts'
import type { Hold, RemindAt } from './decision.ts'

/**
 * Leaves a process to a person: until when is kept with it and seen in lists. A deadline that is kept
 * already stays, so that a restart gives nobody more time. Changes nothing when the process went on meanwhile.
 */
export async function waitForPerson<P extends Process>(
  deps: {
    readonly update: <T>(work: (store: VersionedStore<P, never>) => Promise<T>) => Promise<T>
    readonly remindAt: RemindAt
  },
  kind: FollowUp['kind'],
  process: P,
  { decideBy }: Hold,
): Promise<Result<P, DomainError>> {
  if (decideBy === undefined) return ok(process)
  const waiting = await retryLostRaces(() =>
    deps.update(async (store) => {
      const now = await store.get(process.participantId as Did, process.id)
      if (now === undefined || now.state !== process.state || now.decideBy !== undefined)
        return now ?? process
      return orFail(await store.update({ ...now, decideBy }))
    }),
  )
  if (!waiting.ok) return waiting
  const { participantId, id, decideBy: kept } = waiting.value
  if (kept !== undefined) await deps.remindAt({ kind, participantId, id }, kept)
  return waiting
}
