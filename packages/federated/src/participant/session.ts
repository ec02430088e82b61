import { type DomainError, ok, type Result } from '@lianshu/kernel'
import type { Work } from '@lianshu/protocol/rounds'
import { createBackOff } from './back-off.ts'
import { checkWork } from './check-work.ts'
import { changeParticipation, type ParticipateCommand } from './keep-participation.ts'
import type { BytesOut, Participation } from './participation.ts'
import type { ParticipantDeps } from './ports.ts'
import { signLeaving } from './sign-leaving.ts'
import { type Advertised, isFor, prepareKey, prepareVector } from './take-part-in-step.ts'

type Of<Do extends Work['do']> = Extract<Work, { do: Do }>

const kinds = { statistics: 'statistics', train: 'update', evaluate: 'evaluation' } as const

/**
 * One process's hold on a participation: the stored state, the key of the attempt under way (in memory
 * only), the bytes counted. Each call is tried again, with growing pauses, until something answers.
 */
export function openSession(
  deps: ParticipantDeps,
  command: ParticipateCommand,
  opened: Participation,
  signal: AbortSignal,
) {
  const backOff = createBackOff()
  let participation = opened
  let bytesOut: BytesOut = opened.bytesOut
  let advertised: Advertised | undefined
  let seen: string | undefined

  const count = (kind: keyof BytesOut, bytes: number) => {
    bytesOut = { ...bytesOut, [kind]: bytesOut[kind] + bytes }
  }
  const countJson = (body: object) => count('control', JSON.stringify(body).length)

  async function retrying<T>(
    call: () => Promise<Result<T, DomainError>>,
  ): Promise<Result<T, DomainError>> {
    for (;;) {
      const answer = await call()
      const unreachable = !answer.ok && answer.error.code === 'peer.unreachable'
      if (!unreachable) backOff.reset()
      if (!unreachable || signal.aborted) return answer
      await backOff.wait(signal)
    }
  }

  async function advertise(work: Of<'advertise'>): Promise<Result<void, DomainError>> {
    const prepared = await prepareKey(deps, command, work)
    if (!prepared.ok) return prepared
    advertised = prepared.value
    const { advertisement } = prepared.value
    countJson({ advertisement })
    return retrying(() => deps.client.advertiseKey(advertisement))
  }

  async function submit(work: Of<'submit'>): Promise<Result<void, DomainError>> {
    const { binding } = work
    if (!isFor(advertised, binding)) {
      // The key lived in the memory of a process that is gone: only a fresh attempt helps.
      countJson(binding)
      return retrying(() => deps.client.restart(binding))
    }
    const prepared = await prepareVector(deps, command, work, advertised, signal)
    if (!prepared.ok) return prepared
    const { statement, body, rows } = prepared.value
    count(kinds[binding.step], body.length)
    count('control', statement.length)
    const taken = await retrying(() => deps.client.submitVector(statement, body))
    if (!taken.ok) return taken
    await keepDone(work, rows)
    return ok(undefined)
  }

  async function keepDone({ binding, model }: Of<'submit'>, rows: number): Promise<void> {
    const { step, round, attempt } = binding
    const isNew = step === 'train' && participation.lastDone?.round !== round
    const changes = {
      bytesOut,
      lastDone: { step, round, attempt, model: model?.sha256 },
      rowsTrained: participation.rowsTrained + (isNew ? rows : 0),
      roundsTrained: participation.roundsTrained + (isNew ? 1 : 0),
    }
    const facts = { step, round: String(round), attempt: String(attempt), rows: String(rows) }
    const act = { type: 'round.contributed', facts }
    participation = await changeParticipation(deps, participation, 'joined', changes, act)
  }

  return {
    current: () => participation,

    async join(): Promise<Result<void, DomainError>> {
      const { planHash, agreementId, transferPid } = command
      const request = { planHash, agreementId, transferPid }
      countJson(request)
      const joined = await retrying(() => deps.client.join(request))
      if (!joined.ok || participation.state !== 'JOINING') return joined
      const act = { type: 'run.joined' }
      participation = await changeParticipation(deps, participation, 'joined', { bytesOut }, act)
      return joined
    },

    /** The next thing to do that differs from the last. */
    async ask(): Promise<Result<Work, DomainError>> {
      const asked = await retrying(() => deps.client.nextWork(seen, signal))
      if (asked.ok) seen = asked.value.token
      return asked
    },

    async take(work: Of<'advertise'> | Of<'submit'>): Promise<Result<void, DomainError>> {
      const checked = checkWork(command, participation.lastDone, work)
      if (!checked.ok) return checked
      return work.do === 'advertise' ? advertise(work) : submit(work)
    },

    async finish({ state, sentence }: Of<'finished'>): Promise<Participation> {
      const changes = { bytesOut, reason: sentence ?? state }
      const act = { type: 'run.finished', facts: { state } }
      return changeParticipation(deps, participation, 'finish', changes, act)
    },

    /** Leaves, and tells the coordinator so when it was not the one who said it. */
    async leave(error: DomainError, tell: boolean): Promise<Participation> {
      const { code, message } = error
      deps.logger.warn('leaving a run', { runId: command.runId, code, why: message })
      if (tell) {
        const statement = await signLeaving(deps, command, code)
        countJson({ statement })
        await retrying(() => deps.client.leave(statement))
      }
      const act = { type: 'run.left', reason: code }
      return changeParticipation(deps, participation, 'leave', { bytesOut, reason: code }, act)
    },
  }
}
