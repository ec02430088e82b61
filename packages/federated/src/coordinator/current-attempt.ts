import {
  canonicalJson,
  type Did,
  type DomainError,
  domainError,
  err,
  ok,
  type Result,
  type RunId,
} from '@lianshu/kernel'
import type { Binding } from '@lianshu/protocol/rounds'
import { findInvited } from './find-run.ts'
import type { CoordinatorDeps } from './ports.ts'
import type { InputPhase } from './round-machine.ts'
import { type Attempt, attemptId, bindingOf, type Member, type Run } from './run.ts'

type Reading = Pick<CoordinatorDeps, 'coordinatorId'> & {
  stores: Pick<CoordinatorDeps['stores'], 'runs' | 'attempts'>
}

/** The attempt that is under way, if any. */
export async function currentAttempt(deps: Reading, run: Run): Promise<Attempt | undefined> {
  return run.current
    ? deps.stores.attempts.get(deps.coordinatorId, attemptId({ runId: run.id, ...run.current }))
    : undefined
}

/**
 * The attempt for which a message of `sender` in `phase` is due. `round.late` when the phase or the
 * attempt is over, `round.mismatch` when the message is bound to anything else or its sender is not in
 * the cohort, `not-found` and `state.illegal` for strangers and those who left.
 */
export async function attemptDue(
  deps: Reading,
  message: {
    readonly runId: RunId
    readonly sender: Did
    readonly agreementId: string
    readonly binding: Binding
    readonly phase: InputPhase
  },
): Promise<Result<{ run: Run; attempt: Attempt; member: Member }, DomainError>> {
  const { binding, sender } = message
  const found = await findInvited(deps, message.runId, sender)
  if (!found.ok) return found
  const { run, member } = found.value
  if (!member || member.state === 'left') {
    return err(domainError('state.illegal', 'this owner does not take part in the run'))
  }
  const attempt = await currentAttempt(deps, run)
  if (binding.runId !== run.id || binding.planHash !== run.planHash) {
    return err(domainError('round.mismatch', 'the message is bound to another run or plan'))
  }
  if (message.agreementId !== member.agreementId) {
    return err(domainError('round.mismatch', 'the message is bound to another agreement'))
  }
  if (!attempt || isEarlier(run, attempt, binding) || attempt.state !== message.phase) {
    return err(domainError('round.late', 'this attempt or phase is over; ask for the next work'))
  }
  if (canonicalJson(binding) !== canonicalJson(bindingOf(run, attempt))) {
    return err(domainError('round.mismatch', 'the message is bound to another round or attempt'))
  }
  if (!attempt.cohort.includes(sender)) {
    return err(
      domainError('round.late', 'this owner was left out of the attempt; ask for the next work'),
    )
  }
  return ok({ run, attempt, member })
}

/** True for a binding that was current once: rounds and attempts only ever grow. */
function isEarlier(run: Run, attempt: Attempt, binding: Binding): boolean {
  if (['COMPLETED', 'FAILED', 'CANCELLED'].includes(run.state)) return true
  return (
    binding.round < attempt.round ||
    (binding.round === attempt.round && binding.attempt < attempt.attempt)
  )
}
