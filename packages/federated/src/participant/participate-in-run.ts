import { type DomainError, domainError, err, type Json, ok, type Result } from '@lianshu/kernel'
import type { LeaveStatement, Work } from '@lianshu/protocol/rounds'
import { createBackOff } from './back-off.ts'
import {
  changeParticipation,
  openParticipation,
  type ParticipateCommand,
} from './keep-participation.ts'
import { type BytesOut, type Participation, participationMachine } from './participation.ts'
import type { ParticipantDeps } from './ports.ts'
import {
  type Advertised,
  checkBinding,
  isFor,
  prepareKey,
  prepareVector,
} from './take-part-in-step.ts'

type Of<Do extends Work['do']> = Extract<Work, { do: Do }>

// Errors after which the next answer of the coordinator may well be a good one.
const passing = new Set(['peer.unreachable', 'round.late', 'conflict.exists', 'internal'])

/**
 * An owner's part in a run, from joining to its end: calls out, asks the owner's decision point before
 * every round, computes, masks, uploads. Connections that fail are tried again with growing pauses; after a
 * restart the same call goes on where the stored participation stands. Ends with the participation COMPLETED
 * or LEFT (refused by the owner's own rules, by its data, or by a coordinator that breaks the rules), or
 * ACTIVE when the signal stops it. `round.mismatch` when the transfer belongs to another run.
 */
export async function participateInRun(
  deps: ParticipantDeps,
  command: ParticipateCommand,
  signal: AbortSignal,
): Promise<Result<Participation, DomainError>> {
  const opened = await openParticipation(deps, command)
  if (!opened.ok || participationMachine.isTerminal(opened.value.state)) return opened
  let participation = opened.value
  let bytesOut: BytesOut = participation.bytesOut
  const backOff = createBackOff()

  const count = (kind: keyof BytesOut, bytes: number) => {
    bytesOut = { ...bytesOut, [kind]: bytesOut[kind] + bytes }
  }
  const countJson = (body: Json) => count('control', JSON.stringify(body).length)
  const leave = async (error: DomainError, tell: boolean) => {
    deps.logger.warn('leaving a run', {
      runId: command.runId,
      code: error.code,
      why: error.message,
    })
    if (tell) {
      const request = { statement: await leaveStatement(deps, command, error.code) }
      countJson(request)
      await retrying(() => deps.client.leave(request.statement))
    }
    const act = { type: 'run.left', reason: error.code }
    return ok(
      await changeParticipation(
        deps,
        participation,
        'leave',
        { bytesOut, reason: error.code },
        act,
      ),
    )
  }
  /** Tries a call until something answers. */
  const retrying = async <T>(
    call: () => Promise<Result<T, DomainError>>,
  ): Promise<Result<T, DomainError>> => {
    for (;;) {
      const answer = await call()
      const unreachable = !answer.ok && answer.error.code === 'peer.unreachable'
      if (!unreachable) backOff.reset()
      if (!unreachable || signal.aborted) return answer
      await backOff.wait(signal)
    }
  }

  const { planHash, agreementId, transferPid } = command
  const joining = { planHash, agreementId, transferPid }
  countJson(joining)
  const joined = await retrying(() => deps.client.join(joining))
  if (signal.aborted) return ok(participation)
  if (!joined.ok) return leave(joined.error, false)
  if (participation.state === 'JOINING') {
    const act = { type: 'run.joined' }
    participation = await changeParticipation(deps, participation, 'joined', { bytesOut }, act)
  }

  let advertised: Advertised | undefined
  let seen: string | undefined
  let failures = 0

  const advertise = async (work: Of<'advertise'>): Promise<Result<void, DomainError>> => {
    const prepared = await prepareKey(deps, command, work)
    if (!prepared.ok) return prepared
    advertised = prepared.value
    const { advertisement } = prepared.value
    countJson({ advertisement })
    return retrying(() => deps.client.advertiseKey(advertisement))
  }

  const submit = async (work: Of<'submit'>): Promise<Result<void, DomainError>> => {
    const { binding } = work
    if (!isFor(advertised, binding)) {
      // The key lived in the memory of a process that is gone: only a fresh attempt helps.
      countJson({ ...binding })
      return retrying(() => deps.client.restart(binding))
    }
    const prepared = await prepareVector(deps, command, work, advertised, signal)
    if (!prepared.ok) return prepared
    const { statement, body, rows } = prepared.value
    const kind = { statistics: 'statistics', train: 'update', evaluate: 'evaluation' } as const
    count(kind[binding.step], body.length)
    count('control', statement.length)
    const taken = await retrying(() => deps.client.submitVector(statement, body))
    if (!taken.ok) return taken
    const { step, round } = binding
    const training = step === 'train' && participation.lastDone?.round !== round
    const changes = {
      bytesOut,
      lastDone: { step, round },
      rowsTrained: participation.rowsTrained + (training ? rows : 0),
      roundsTrained: participation.roundsTrained + (training ? 1 : 0),
    }
    const facts = {
      step,
      round: String(round),
      attempt: String(binding.attempt),
      rows: String(rows),
    }
    const act = { type: 'round.contributed', facts }
    participation = await changeParticipation(deps, participation, 'joined', changes, act)
    return ok(undefined)
  }

  while (!signal.aborted) {
    const asked = await retrying(() => deps.client.nextWork(seen, signal))
    if (signal.aborted) break
    if (!asked.ok) return leave(asked.error, false)
    const work = asked.value
    seen = work.token
    if (work.do === 'wait') continue
    if (work.do === 'finished') {
      const reason = work.sentence ?? work.state
      const act = { type: 'run.finished', facts: { state: work.state } }
      return ok(await changeParticipation(deps, participation, 'finish', { bytesOut, reason }, act))
    }
    const bound = checkBinding(command, work.binding)
    if (!bound.ok) return leave(bound.error, true)
    const done = await (work.do === 'advertise' ? advertise(work) : submit(work))
    if (signal.aborted) break
    if (done.ok) {
      failures = 0
      continue
    }
    // A passing failure is given a few chances: the long-poll below waits for the next attempt or round.
    if (!passing.has(done.error.code) || ++failures > 5) return leave(done.error, true)
    deps.logger.warn('a step of a run did not succeed', {
      runId: command.runId,
      code: done.error.code,
    })
  }
  return ok(participation)
}

async function leaveStatement(
  deps: ParticipantDeps,
  command: ParticipateCommand,
  reason: string,
): Promise<string> {
  const statement: LeaveStatement = {
    type: 'LeaveStatement',
    runId: command.runId,
    planHash: command.planHash,
    agreementId: command.agreementId,
    sender: deps.participantId,
    reason,
  }
  return deps.signer.sign(statement)
}

/**
 * The owner withdraws from a run whose loop is stopped. `not-found` when there is no such participation;
 * an unreachable coordinator does not hold the withdrawal up: it finds the owner silent.
 */
export async function withdrawFromRun(
  deps: ParticipantDeps,
  command: ParticipateCommand,
): Promise<Result<Participation, DomainError>> {
  const known = await deps.transactor.run(({ participations }) =>
    participations.get(deps.participantId, command.transferPid),
  )
  if (!known) return err(domainError('not-found', 'there is no such participation'))
  if (participationMachine.isTerminal(known.state)) return ok(known)
  const told = await deps.client.leave(await leaveStatement(deps, command, 'withdrawn'))
  if (!told.ok) deps.logger.warn('the coordinator was not told', { code: told.error.code })
  const act = { type: 'run.left', reason: 'withdrawn' }
  return ok(await changeParticipation(deps, known, 'leave', { reason: 'withdrawn' }, act))
}
