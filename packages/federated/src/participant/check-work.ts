import { type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import type { Binding, Work } from '@lianshu/protocol/rounds'
import type { ParticipateCommand } from './keep-participation.ts'
import type { Participation } from './participation.ts'

/**
 * Refuses work outside the run and plan, and work that goes back: an earlier round, an attempt that was
 * answered, or a round that was answered from another model. `round.mismatch` with what was asked.
 */
export function checkWork(
  command: ParticipateCommand,
  lastDone: Participation['lastDone'],
  work: Extract<Work, { binding: Binding }>,
): Result<void, DomainError<'round.mismatch'>> {
  const { binding } = work
  if (binding.runId !== command.runId || binding.planHash !== command.planHash) {
    return refuse('work of another run or plan')
  }
  if (!roundFits(command.plan.rounds, binding)) return refuse('a round that the plan does not have')
  if (!lastDone || binding.round > lastDone.round) return ok(undefined)
  if (binding.round < lastDone.round || binding.attempt <= lastDone.attempt) {
    return refuse('work that was done')
  }
  return work.model?.sha256 === lastDone.model
    ? ok(undefined)
    : refuse('a round from another model')
}

const roundFits = (rounds: number, { step, round }: Binding): boolean => {
  if (step === 'statistics') return round === 0
  if (step === 'evaluate') return round === rounds + 1
  return round >= 1 && round <= rounds
}

const refuse = (what: string) =>
  err(domainError('round.mismatch', `the coordinator asks for ${what}`))
