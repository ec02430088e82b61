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
import { joinRequestSchema } from '@lianshu/protocol/rounds'
import { advanceRun } from './advance-run.ts'
import { commit, stored } from './commit.ts'
import { findInvited, withMember } from './find-run.ts'
import type { CoordinatorDeps } from './ports.ts'
import type { Run } from './run.ts'
import { runMachine } from './run-machine.ts'

/**
 * An owner enters a run under its agreement. Saying it again is harmless and brings a silent member back.
 * `not-found` for whom the run does not know, `round.mismatch` for another plan or agreement,
 * `round.late` after the start, `state.illegal` after leaving.
 */
export async function joinRun(
  deps: CoordinatorDeps,
  command: { readonly runId: RunId; readonly sender: Did; readonly request: unknown },
): Promise<Result<Run, DomainError>> {
  const { runId, sender } = command
  const parsed = joinRequestSchema.safeParse(command.request)
  if (!parsed.success) return err(domainError('input.invalid', 'the join request is malformed'))
  const request = parsed.data

  const joined = await commit<Run>(deps, async (stores) => {
    const found = await findInvited({ ...deps, stores }, runId, sender)
    if (!found.ok) return found
    const { run, invited, member } = found.value
    if (request.planHash !== run.planHash || request.agreementId !== invited.agreementId) {
      return err(
        domainError('round.mismatch', 'the run has another plan or agreement for this owner'),
      )
    }
    if (member?.state === 'left') {
      return err(domainError('state.illegal', 'this owner has left the run'))
    }
    if (member) {
      if (member.state === 'joined') return ok(run)
      return stores.runs.update(withMember(run, { ...member, state: 'joined' }))
    }
    const next = runMachine.next(run.state, 'join', 'participant')
    if (!next.ok) return err(domainError('round.late', 'the run has started or ended'))
    const at = deps.clock.now().toISOString()
    await stores.records.append({
      participantId: deps.coordinatorId,
      type: 'run.joined',
      actor: sender,
      subject: run.id,
      at,
      agreementId: invited.agreementId,
      facts: { planHash: run.planHash },
    })
    const joining = withMember(run, {
      ...invited,
      transferPid: asId<TransferId>(request.transferPid),
      joinedAt: at,
      state: 'joined',
    })
    return ok(stored(await stores.runs.update({ ...joining, state: next.value })))
  })
  if (!joined.ok) return joined
  const at = deps.clock.now().toISOString()
  deps.events.publish({ runId, at, kind: 'joined', state: joined.value.state })
  await advanceRun(deps, runId)
  return joined
}
