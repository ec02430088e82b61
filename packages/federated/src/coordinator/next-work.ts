import {
  type Did,
  type DomainError,
  domainError,
  err,
  ok,
  type Result,
  type RunId,
} from '@lianshu/kernel'
import type { Work } from '@lianshu/protocol/rounds'
import { commit } from './commit.ts'
import { currentAttempt } from './current-attempt.ts'
import { findInvited, withMember } from './find-run.ts'
import type { CoordinatorDeps } from './ports.ts'
import type { InputPhase } from './round-machine.ts'
import { type Attempt, bindingOf, phaseInputId, type Run } from './run.ts'
import type { RunEvents } from './run-events.ts'

type Deps = Pick<CoordinatorDeps, 'coordinatorId' | 'stores' | 'transactor' | 'events'>

// Other processes' events do not come through `events`: this is how late they are noticed at most.
const rereadMs = 5000

/**
 * What an owner should do now. Answers at once when that is not what `seen` names, else when it changes
 * or `waitMs` is over. `not-found` for strangers, `state.illegal` for who has not joined or has left.
 * A silent member that asks is taken in again from the next attempt on.
 */
export async function nextWork(
  deps: Deps,
  command: {
    readonly runId: RunId
    readonly sender: Did
    readonly seen?: string
    readonly waitMs: number
    readonly signal?: AbortSignal
  },
): Promise<Result<Work, DomainError>> {
  const { runId, seen, signal } = command
  const end = Date.now() + command.waitMs
  for (;;) {
    const change = nextChange(deps.events, runId)
    try {
      const work = await workNow(deps, runId, command.sender)
      const left = end - Date.now()
      if (!work.ok || work.value.token !== seen || left <= 0 || signal?.aborted) return work
      await change.within(Math.min(left, rereadMs), signal)
    } finally {
      change.stop()
    }
  }
}

async function workNow(deps: Deps, runId: RunId, sender: Did): Promise<Result<Work, DomainError>> {
  const found = await findInvited(deps, runId, sender)
  if (!found.ok) return found
  const { run, member } = found.value
  if (!member || member.state === 'left') {
    return err(domainError('state.illegal', 'this owner does not take part in the run'))
  }
  if (run.state === 'COMPLETED' || run.state === 'FAILED' || run.state === 'CANCELLED') {
    return ok({ do: 'finished', token: run.state, state: run.state, sentence: run.sentence })
  }
  if (member.state === 'silent') await takeIn(deps, runId, sender)
  const attempt = await currentAttempt(deps, run)
  const wait = { do: 'wait', token: tokenOf(run, attempt, 'wait') } as const
  if (!attempt?.cohort.includes(sender)) return ok(wait)
  const phase = attempt.state
  if (phase !== 'ADVERTISING' && phase !== 'MASKED_INPUT') return ok(wait)
  const sent = await deps.stores.inputs.get(
    deps.coordinatorId,
    phaseInputId(attempt.id, phase, sender),
  )
  return ok(sent ? wait : await due(deps, run, attempt, phase))
}

async function due(deps: Deps, run: Run, attempt: Attempt, phase: InputPhase): Promise<Work> {
  const common = {
    binding: bindingOf(run, attempt),
    model: attempt.step === 'statistics' ? undefined : run.model,
    deadline: attempt.deadline,
  }
  if (phase === 'ADVERTISING') {
    const token = tokenOf(run, attempt, 'advertise')
    return { do: 'advertise', token, invited: [...attempt.cohort], ...common }
  }
  const keys = await deps.stores.inputs.find(deps.coordinatorId, {
    attemptId: attempt.id,
    phase: 'ADVERTISING',
  })
  const cohort = keys
    .filter((input) => attempt.cohort.includes(input.sender))
    .map(({ sender, jws }) => ({ sender, advertisement: jws }))
  return { do: 'submit', token: tokenOf(run, attempt, 'submit'), cohort, ...common }
}

const tokenOf = (run: Run, attempt: Attempt | undefined, what: Work['do']) =>
  attempt
    ? `${what}/${attempt.step}/${attempt.round}/${attempt.attempt}/${attempt.state}`
    : `${what}/${run.state}`

async function takeIn(deps: Deps, runId: RunId, sender: Did): Promise<void> {
  await commit(deps, async (stores) => {
    const found = await findInvited({ ...deps, stores }, runId, sender)
    if (!found.ok || found.value.member?.state !== 'silent') return ok(undefined)
    const { run, member } = found.value
    return stores.runs.update(withMember(run, { ...member, state: 'joined' }))
  })
}

/** Listens from now on, so that nothing is missed between reading and waiting. */
function nextChange(events: RunEvents, runId: RunId) {
  let heard = false
  let wake = () => {}
  const stop = events.subscribe(runId, () => {
    heard = true
    wake()
  })
  return {
    stop,
    async within(milliseconds: number, signal?: AbortSignal): Promise<void> {
      if (heard || signal?.aborted) return
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds)
        wake = () => {
          clearTimeout(timer)
          signal?.removeEventListener('abort', wake)
          resolve()
        }
        signal?.addEventListener('abort', wake)
      })
    },
  }
}
