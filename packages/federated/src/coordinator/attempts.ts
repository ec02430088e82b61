import { type Did, type DomainError, ok, type Result } from '@lianshu/kernel'
import type { StepKind } from '@lianshu/protocol/rounds'
import { stored } from './commit.ts'
import { presentMembers } from './find-run.ts'
import type { CoordinatorDeps, CoordinatorStores } from './ports.ts'
import { attemptMachine } from './round-machine.ts'
import { type Attempt, attemptId, type Run } from './run.ts'
import type { RunEvent } from './run-events.ts'
import { runMachine } from './run-machine.ts'

/** Attempts after which a round is given up: something is wrong that fresh keys do not mend. */
export const attemptLimit = 10

export type Deciding = Pick<CoordinatorDeps, 'coordinatorId' | 'clock'> & {
  readonly stores: CoordinatorStores
}

/** Ends the run in the transaction of the decision. */
export async function endRun(
  deps: Deciding,
  run: Run,
  event: 'fail' | 'cancel',
  sentence: string,
): Promise<Result<RunEvent[], DomainError>> {
  const next = runMachine.next(run.state, event, 'coordinator')
  if (!next.ok) return next
  const at = deps.clock.now().toISOString()
  stored(await deps.stores.runs.update({ ...run, state: next.value, sentence }))
  await deps.stores.records.append({
    participantId: deps.coordinatorId,
    type: event === 'fail' ? 'run.failed' : 'run.cancelled',
    actor: deps.coordinatorId,
    subject: run.id,
    at,
    facts: { planHash: run.planHash },
  })
  return ok([{ runId: run.id, at, kind: 'ended', state: next.value, sentence }])
}

/**
 * Starts an attempt with all present members and stores the run with it; ends the run when they are too
 * few. `run` holds the changes that led here.
 */
export async function beginAttempt(
  deps: Deciding,
  run: Run,
  current: { readonly step: StepKind; readonly round: number; readonly attempt: number },
): Promise<Result<RunEvent[], DomainError>> {
  const cohort = presentMembers(run)
  const { minimum } = run.plan.cohort
  if (cohort.length < minimum) {
    return endRun(
      deps,
      run,
      'fail',
      `Only ${cohort.length} owners are left in round ${current.round}; at least ${minimum} must take part.`,
    )
  }
  if (current.attempt > attemptLimit) {
    return endRun(
      deps,
      run,
      'fail',
      `Round ${current.round} did not succeed in ${attemptLimit} attempts.`,
    )
  }
  const updated = stored(await deps.stores.runs.update({ ...run, current }))
  const now = deps.clock.now()
  stored(
    await deps.stores.attempts.insert({
      participantId: deps.coordinatorId,
      id: attemptId({ runId: run.id, ...current }),
      version: 0,
      runId: run.id,
      state: attemptMachine.initial,
      ...current,
      cohort,
      startedAt: now.toISOString(),
      deadline: deadlineAfter(run, now),
    }),
  )
  return ok([
    { runId: run.id, at: now.toISOString(), kind: 'phase', state: updated.state, ...current },
  ])
}

/** Gives an attempt up and starts the next one among those who are present. */
export async function abandonAttempt(
  deps: Deciding,
  run: Run,
  attempt: Attempt,
  reason: 'silent' | 'left' | 'restarted' | 'undecodable',
): Promise<Result<RunEvent[], DomainError>> {
  const next = attemptMachine.next(attempt.state, 'abandon', 'coordinator')
  if (!next.ok) return next
  const { step, round } = attempt
  const at = deps.clock.now().toISOString()
  stored(await deps.stores.attempts.update({ ...attempt, state: next.value }))
  await deps.stores.records.append({
    participantId: deps.coordinatorId,
    type: 'attempt.abandoned',
    actor: deps.coordinatorId,
    subject: run.id,
    at,
    reason,
    facts: { step, round: String(round), attempt: String(attempt.attempt) },
  })
  const begun = await beginAttempt(deps, run, { step, round, attempt: attempt.attempt + 1 })
  if (!begun.ok) return begun
  const { state, id: runId } = run
  return ok([
    { runId, at, kind: 'abandoned', state, step, round, attempt: attempt.attempt },
    ...begun.value,
  ])
}

/** The run with those of `ids` who are still joined marked as silent. */
export const withSilent = (run: Run, ids: readonly Did[]): Run => ({
  ...run,
  members: run.members.map((member) =>
    member.state === 'joined' && ids.includes(member.participantId)
      ? { ...member, state: 'silent' as const }
      : member,
  ),
})

export const deadlineAfter = (run: Run, now: Date): string =>
  new Date(now.getTime() + run.plan.cohort.deadlineMs).toISOString()
