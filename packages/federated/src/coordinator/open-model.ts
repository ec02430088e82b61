import type { RunId } from '@lianshu/kernel'
import { type Did, type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import { findRun } from './find-run.ts'
import { modelKey } from './object-keys.ts'
import type { CoordinatorDeps } from './ports.ts'

/** Streams a global model of a run to its initiator or an owner in it; `not-found` for everybody else. */
export async function openModel(
  deps: Pick<CoordinatorDeps, 'coordinatorId' | 'stores' | 'objects'>,
  command: { readonly runId: RunId; readonly sender: Did; readonly sha256: string },
): Promise<Result<AsyncIterable<Uint8Array>, DomainError>> {
  const missing = err(domainError('not-found', 'there is no such model'))
  const found = await findRun(deps, command.runId)
  if (!found.ok) return found
  const { initiator, invited } = found.value
  const allowed = [initiator, ...invited.map((owner) => owner.participantId)]
  if (!allowed.includes(command.sender) || !/^[0-9a-f]{64}$/.test(command.sha256)) return missing
  const object = await deps.objects.get(modelKey(command.runId, command.sha256))
  return object ? ok(object) : missing
}
