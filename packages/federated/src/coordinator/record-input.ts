import { type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import { commit } from './commit.ts'
import { attemptDue } from './current-attempt.ts'
import type { CoordinatorDeps, CoordinatorStores } from './ports.ts'
import { attemptId, type PhaseInput, phaseInputId } from './run.ts'

type Due = Parameters<typeof attemptDue>[1]
type Content = Pick<PhaseInput, 'jws' | 'vector'>

/**
 * True when this very input was taken before, be its phase over or not: its sender did not hear the first
 * answer. A statement that was signed anew over the same bytes is the same input.
 */
export async function wasTaken(
  deps: Pick<CoordinatorDeps, 'coordinatorId'> & { stores: Pick<CoordinatorStores, 'inputs'> },
  due: Due,
  content: Content,
): Promise<boolean> {
  const id = phaseInputId(attemptId(due.binding), due.phase, due.sender)
  const earlier = await deps.stores.inputs.get(deps.coordinatorId, id)
  if (!earlier || due.binding.runId !== due.runId) return false
  const sameVector =
    earlier.vector !== undefined && earlier.vector.sha256 === content.vector?.sha256
  return sameVector || earlier.jws === content.jws
}

/**
 * Stores what a participant sent in a phase, once. The same again is taken as heard; something else for
 * the same place is `conflict.exists`; otherwise as attemptDue says. The phase is checked in the
 * transaction that stores.
 */
export async function recordInput(
  deps: Pick<CoordinatorDeps, 'transactor' | 'coordinatorId'>,
  due: Due,
  content: Content,
): Promise<Result<void, DomainError>> {
  return commit<void>(deps, async (stores) => {
    const reading = { ...deps, stores }
    if (await wasTaken(reading, due, content)) return ok(undefined)
    const found = await attemptDue(reading, due)
    if (!found.ok) return found
    const { attempt } = found.value
    const inserted = await stores.inputs.insert({
      participantId: deps.coordinatorId,
      id: phaseInputId(attempt.id, due.phase, due.sender),
      version: 0,
      runId: due.runId,
      attemptId: attempt.id,
      phase: due.phase,
      sender: due.sender,
      ...content,
    })
    return inserted.ok
      ? ok(undefined)
      : err(domainError('conflict.exists', 'this owner has sent something else in this phase'))
  })
}
