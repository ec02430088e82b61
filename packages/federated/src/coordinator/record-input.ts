import { type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import { commit } from './commit.ts'
import { attemptDue } from './current-attempt.ts'
import type { CoordinatorDeps } from './ports.ts'
import { type PhaseInput, phaseInputId } from './run.ts'

/**
 * Stores what a participant sent in a phase, once. The same again is taken as heard; something else for
 * the same place is `conflict.exists`. The phase is checked in the transaction that stores.
 */
export async function recordInput(
  deps: Pick<CoordinatorDeps, 'transactor' | 'coordinatorId'>,
  due: Parameters<typeof attemptDue>[1],
  content: Pick<PhaseInput, 'jws' | 'vector'>,
): Promise<Result<void, DomainError>> {
  return commit<void>(deps, async (stores) => {
    const found = await attemptDue({ ...deps, stores }, due)
    if (!found.ok) return found
    const { attempt } = found.value
    const id = phaseInputId(attempt.id, due.phase, due.sender)
    const earlier = await stores.inputs.get(deps.coordinatorId, id)
    if (earlier) {
      return earlier.jws === content.jws || sameVector(earlier, content)
        ? ok(undefined)
        : err(domainError('conflict.exists', 'this owner has sent something else in this phase'))
    }
    const inserted = await stores.inputs.insert({
      participantId: deps.coordinatorId,
      id,
      version: 0,
      runId: due.runId,
      attemptId: attempt.id,
      phase: due.phase,
      sender: due.sender,
      ...content,
    })
    return inserted.ok ? ok(undefined) : inserted
  })
}

/** A statement that was signed anew over the same bytes is the same vector. */
const sameVector = (earlier: PhaseInput, content: Pick<PhaseInput, 'vector'>) =>
  earlier.vector !== undefined && earlier.vector.sha256 === content.vector?.sha256
