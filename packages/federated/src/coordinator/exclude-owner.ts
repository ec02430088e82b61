import {
  asId,
  type Did,
  type DomainError,
  domainError,
  err,
  ok,
  type Result,
  type RunId,
  type TransferId,
} from '@lianshu/kernel'
import { advanceRun } from './advance-run.ts'
import { commit, stored } from './commit.ts'
import { findInvited, withMember } from './find-run.ts'
import type { CoordinatorDeps } from './ports.ts'
import type { Run } from './run.ts'
import { runMachine } from './run-machine.ts'

export interface ExcludeOwner {
  readonly runId: RunId
  readonly owner: Did
  /** A code, as the log may hold it. */
  readonly reason: string
}

/**
 * The coordinator takes an owner out of a run, also before it joined; the attempt under way is given up when
 * it waits for this owner. Doing it again changes nothing. `not-found` for who was not invited, `round.late`
 * when the run is over.
 */
export async function excludeOwner(
  deps: CoordinatorDeps,
  { runId, owner, reason }: ExcludeOwner,
): Promise<Result<void, DomainError>> {
  const at = deps.clock.now().toISOString()
  let isOut = false
  const excluded = await commit<Run>(deps, async (stores) => {
    const found = await findInvited({ ...deps, stores }, runId, owner)
    if (!found.ok) return found
    const { run, invited, member } = found.value
    isOut = member?.state === 'left'
    if (isOut) return ok(run)
    if (runMachine.isTerminal(run.state)) return err(domainError('round.late', 'the run is over'))
    await stores.records.append({
      ...{ participantId: deps.coordinatorId, type: 'run.excluded', actor: deps.coordinatorId },
      ...{ subject: run.id, at, agreementId: invited.agreementId, reason },
      facts: { planHash: run.planHash, owner },
    })
    const absent = { ...invited, transferPid: asId<TransferId>(''), joinedAt: at }
    const gone = withMember(run, { ...absent, ...member, state: 'left', reason })
    return ok(stored(await stores.runs.update(gone)))
  })
  if (!excluded.ok) return excluded
  if (isOut) return ok(undefined)
  deps.events.publish({ runId, at, kind: 'left', state: excluded.value.state })
  await advanceRun(deps, runId)
  return ok(undefined)
}
