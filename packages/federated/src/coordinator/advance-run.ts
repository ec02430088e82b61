import { type DomainError, ok, type Result, type RunId } from '@lianshu/kernel'
import { aggregateAttempt } from './aggregate-attempt.ts'
import {
  abandonAttempt,
  beginAttempt,
  type Deciding,
  deadlineAfter,
  endRun,
  withSilent,
} from './attempts.ts'
import { commit, stored } from './commit.ts'
import { currentAttempt } from './current-attempt.ts'
import { memberOf, presentMembers } from './find-run.ts'
import { allVectorsPrefix, vectorPrefix } from './object-keys.ts'
import type { CoordinatorDeps } from './ports.ts'
import { attemptMachine } from './round-machine.ts'
import { type Attempt, attemptId, type Run } from './run.ts'
import type { RunEvent } from './run-events.ts'
import { runMachine } from './run-machine.ts'

/** What a look at a run found: nothing to do yet, something done, or a complete set of vectors to sum. */
type Found = { readonly events: RunEvent[]; readonly complete?: { run: Run; attempt: Attempt } }

const nothing: Found = { events: [] }

/**
 * Takes every step of a run that is due now: start, next phase, sum, next round, new attempt, end. All it
 * decides on is stored, so it may be called at any time, by any process, and goes on where another was
 * killed; whoever loses a race to it finds the work done.
 */
export async function advanceRun(deps: CoordinatorDeps, runId: RunId): Promise<void> {
  for (;;) {
    const found = await commit(deps, async (stores) => look({ ...deps, stores }, runId))
    if (!found.ok) {
      deps.logger.warn('a run could not be advanced', { runId, code: found.error.code })
      return
    }
    const { events, complete } = found.value
    const more = complete ? await aggregateAttempt(deps, complete.run, complete.attempt) : events
    for (const event of more) deps.events.publish(event)
    await dropVectors(deps, more)
    if (more.length === 0) return
  }
}

async function look(deps: Deciding, runId: RunId): Promise<Result<Found, DomainError>> {
  const run = await deps.stores.runs.get(deps.coordinatorId, runId)
  if (!run || runMachine.isTerminal(run.state)) return ok(nothing)
  if (run.state === 'CREATED' || run.state === 'JOINING') return found(await start(deps, run))
  const attempt = await currentAttempt(deps, run)
  if (!attempt) return ok(nothing)
  return attempt.state === 'ADVERTISING'
    ? found(await closeAdvertising(deps, run, attempt))
    : closeMaskedInput(deps, run, attempt)
}

const found = (events: Result<RunEvent[], DomainError>): Result<Found, DomainError> =>
  events.ok ? ok({ events: events.value }) : events

async function start(deps: Deciding, run: Run): Promise<Result<RunEvent[], DomainError>> {
  const answered = run.members.length === run.invited.length
  if (!answered && !isPast(deps, run.joinDeadline)) return ok([])
  const next = runMachine.next(run.state, 'start', 'coordinator')
  if (!next.ok || presentMembers(run).length < run.plan.cohort.minimum) {
    const joined = presentMembers(run).length
    const sentence = `Only ${joined} of ${run.invited.length} owners joined; at least ${run.plan.cohort.minimum} must take part.`
    return endRun(deps, run, 'fail', sentence)
  }
  return beginAttempt(
    deps,
    { ...run, state: next.value },
    { step: 'statistics', round: 0, attempt: 1 },
  )
}

/** Fixes the cohort when every invited key is there, or at the deadline among those who sent one. */
async function closeAdvertising(
  deps: Deciding,
  run: Run,
  attempt: Attempt,
): Promise<Result<RunEvent[], DomainError>> {
  const { senders, missing, waiting } = await progress(deps, run, attempt)
  const late = isPast(deps, attempt.deadline)
  if (waiting.length > 0 && !late) return ok([])
  const cohort = attempt.cohort.filter(
    (id) => senders.has(id) && memberOf(run, id)?.state !== 'left',
  )
  const { minimum } = run.plan.cohort
  if (cohort.length < minimum) {
    const sentence = `Only ${cohort.length} owners answered in round ${attempt.round}; at least ${minimum} must take part.`
    return endRun(deps, run, 'fail', sentence)
  }
  const next = attemptMachine.next(attempt.state, 'keysComplete', 'coordinator')
  if (!next.ok) return next
  const now = deps.clock.now()
  if (missing.length > 0) stored(await deps.stores.runs.update(withSilent(run, missing)))
  stored(
    await deps.stores.attempts.update({
      ...attempt,
      state: next.value,
      cohort,
      deadline: deadlineAfter(run, now),
    }),
  )
  const { step, round } = attempt
  return ok([
    {
      runId: run.id,
      at: now.toISOString(),
      kind: 'phase',
      state: run.state,
      step,
      round,
      attempt: attempt.attempt,
      participants: cohort.length,
    },
  ])
}

/** Finds the vectors complete, or gives the attempt up when one will not come: without it nothing decodes. */
async function closeMaskedInput(
  deps: Deciding,
  run: Run,
  attempt: Attempt,
): Promise<Result<Found, DomainError>> {
  const { missing, waiting } = await progress(deps, run, attempt)
  if (missing.length === 0) return ok({ events: [], complete: { run, attempt } })
  const left = missing.length > waiting.length
  if (!left && !isPast(deps, attempt.deadline)) return ok(nothing)
  return left
    ? found(await abandonAttempt(deps, run, attempt, 'left'))
    : found(await abandonAttempt(deps, withSilent(run, missing), attempt, 'silent'))
}

/** Who of the cohort has sent, who has not, and of those who has not left either. */
async function progress(deps: Deciding, run: Run, attempt: Attempt) {
  const phase = attempt.state === 'ADVERTISING' ? 'ADVERTISING' : 'MASKED_INPUT'
  const inputs = await deps.stores.inputs.find(deps.coordinatorId, { attemptId: attempt.id, phase })
  const senders = new Set(inputs.map((input) => input.sender))
  const missing = attempt.cohort.filter((id) => !senders.has(id))
  const waiting = missing.filter((id) => memberOf(run, id)?.state !== 'left')
  return { senders, missing, waiting }
}

const isPast = (deps: Pick<Deciding, 'clock'>, time: string) =>
  deps.clock.now().getTime() >= Date.parse(time)

/** Masked vectors are of no use once their attempt is over. A crash here leaves them to the end of the run. */
async function dropVectors(deps: CoordinatorDeps, events: readonly RunEvent[]): Promise<void> {
  for (const { kind, runId, step, round, attempt } of events) {
    const ofAttempt = kind === 'round' || kind === 'abandoned'
    if (kind !== 'ended' && !(ofAttempt && step && round !== undefined && attempt)) continue
    const prefix =
      kind === 'ended'
        ? allVectorsPrefix(runId)
        : vectorPrefix(runId, attemptId({ runId, step: step!, round: round!, attempt: attempt! }))
    for (const object of await deps.objects.list(prefix)) await deps.objects.delete(object.key)
  }
}
