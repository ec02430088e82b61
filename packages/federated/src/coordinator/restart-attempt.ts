import {
  type Did,
  type DomainError,
  domainError,
  err,
  ok,
  type Result,
  type RunId,
} from '@lianshu/kernel'
import { restartRequestSchema } from '@lianshu/protocol/rounds'
import { advanceRun } from './advance-run.ts'
import { abandonAttempt } from './attempts.ts'
import { commit } from './commit.ts'
import { attemptDue } from './current-attempt.ts'
import { findInvited } from './find-run.ts'
import type { CoordinatorDeps } from './ports.ts'
import { phaseInputId } from './run.ts'
import type { RunEvent } from './run-events.ts'

/**
 * A member that was restarted has lost its key, which lived in memory only: its attempt is given up and
 * one with fresh keys begins. `round.late` when its vector is in already or the attempt is over.
 */
export async function restartAttempt(
  deps: CoordinatorDeps,
  command: { readonly runId: RunId; readonly sender: Did; readonly request: unknown },
): Promise<Result<void, DomainError>> {
  const { runId, sender } = command
  const request = restartRequestSchema.safeParse(command.request)
  if (!request.success) return err(domainError('input.invalid', 'the request is malformed'))
  const restarted = await commit<RunEvent[]>(deps, async (stores) => {
    const deciding = { ...deps, stores }
    const invited = await findInvited(deciding, runId, sender)
    if (!invited.ok) return invited
    const found = await attemptDue(deciding, {
      runId,
      sender,
      agreementId: invited.value.invited.agreementId,
      binding: request.data,
      phase: 'MASKED_INPUT',
    })
    if (!found.ok) return found
    const { run, attempt } = found.value
    const id = phaseInputId(attempt.id, 'MASKED_INPUT', sender)
    if (await stores.inputs.get(deps.coordinatorId, id)) {
      return err(domainError('round.late', 'this owner has sent its vector already'))
    }
    return abandonAttempt(deciding, run, attempt, 'restarted')
  })
  if (!restarted.ok) return restarted
  for (const event of restarted.value) deps.events.publish(event)
  await advanceRun(deps, runId)
  return ok(undefined)
}
