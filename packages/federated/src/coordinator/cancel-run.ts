import {
  type Did,
  type DomainError,
  domainError,
  err,
  ok,
  type Result,
  type RunId,
} from '@lianshu/kernel'
import { endRun } from './attempts.ts'
import { commit } from './commit.ts'
import { findRun } from './find-run.ts'
import type { CoordinatorDeps } from './ports.ts'
import type { RunEvent } from './run-events.ts'

/**
 * Its initiator, or the coordinator itself, stops a run. `not-found` for everybody else, `state.illegal`
 * when it is over.
 */
export async function cancelRun(
  deps: CoordinatorDeps,
  command: { readonly runId: RunId; readonly sender: Did },
): Promise<Result<void, DomainError>> {
  const cancelled = await commit<RunEvent[]>(deps, async (stores) => {
    const deciding = { ...deps, stores }
    const found = await findRun(deciding, command.runId)
    if (!found.ok) return found
    if (command.sender !== found.value.initiator && command.sender !== deps.coordinatorId) {
      return err(domainError('not-found', 'there is no such run'))
    }
    const who = command.sender === deps.coordinatorId ? 'coordinator' : 'initiator'
    return endRun(deciding, found.value, 'cancel', `The ${who} stopped the run.`)
  })
  if (!cancelled.ok) return cancelled
  for (const event of cancelled.value) deps.events.publish(event)
  return ok(undefined)
}
