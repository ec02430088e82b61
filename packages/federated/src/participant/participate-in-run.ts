import { type DomainError, ok, type Result } from '@lianshu/kernel'
import { openParticipation, type ParticipateCommand } from './keep-participation.ts'
import { type Participation, participationMachine } from './participation.ts'
import type { ParticipantDeps } from './ports.ts'
import { openSession } from './session.ts'

// Errors after which the next answer of the coordinator may well be a good one.
const passing = new Set(['peer.unreachable', 'round.late', 'conflict.exists', 'internal'])
const patience = 5

/**
 * An owner's part in a run, from joining to its end: calls out, asks the owner's decision point before
 * every round, computes, masks, uploads. Connections that fail are tried again with growing pauses; after a
 * restart the same call goes on where the stored participation stands. Ends with the participation COMPLETED
 * or LEFT (refused by the owner's own rules, by its data, or by a coordinator that breaks the rules), or
 * as it stands when the signal stops it. `round.mismatch` when the transfer belongs to another run.
 */
export async function participateInRun(
  deps: ParticipantDeps,
  command: ParticipateCommand,
  signal: AbortSignal,
): Promise<Result<Participation, DomainError>> {
  const opened = await openParticipation(deps, command)
  if (!opened.ok || participationMachine.isTerminal(opened.value.state)) return opened
  const session = openSession(deps, command, opened.value, signal)

  const joined = await session.join()
  if (signal.aborted) return ok(session.current())
  if (!joined.ok) return ok(await session.leave(joined.error, false))

  let failures = 0
  while (!signal.aborted) {
    const asked = await session.ask()
    if (signal.aborted) break
    if (!asked.ok) return ok(await session.leave(asked.error, false))
    const work = asked.value
    if (work.do === 'wait') continue
    if (work.do === 'finished') return ok(await session.finish(work))
    const taken = await session.take(work)
    if (signal.aborted) break
    if (taken.ok) {
      failures = 0
      continue
    }
    // A passing failure is given a few chances: asking again waits for the next attempt or round.
    const { code, message: reason } = taken.error
    if (!passing.has(code) || ++failures > patience) {
      return ok(await session.leave(taken.error, true))
    }
    deps.logger.warn('a step of a run did not succeed', { runId: command.runId, code, reason })
  }
  return ok(session.current())
}
