import { type DomainError, domainError, err, ok, type Result } from '@lianshu/kernel'
import { changeParticipation, type ParticipateCommand } from './keep-participation.ts'
import { type Participation, participationMachine } from './participation.ts'
import type { ParticipantDeps } from './ports.ts'
import { signLeaving } from './sign-leaving.ts'

/**
 * The owner withdraws from a run whose loop is stopped. `not-found` when there is no such participation;
 * an unreachable coordinator does not hold the withdrawal up: it finds the owner silent.
 */
export async function withdrawFromRun(
  deps: Pick<
    ParticipantDeps,
    'participantId' | 'signer' | 'client' | 'transactor' | 'clock' | 'logger'
  >,
  command: ParticipateCommand,
): Promise<Result<Participation, DomainError>> {
  const known = await deps.transactor.run(({ participations }) =>
    participations.get(deps.participantId, command.transferPid),
  )
  if (!known) return err(domainError('not-found', 'there is no such participation'))
  if (participationMachine.isTerminal(known.state)) return ok(known)
  const told = await deps.client.leave(await signLeaving(deps, command, 'withdrawn'))
  if (!told.ok) deps.logger.warn('the coordinator was not told', { code: told.error.code })
  const act = { type: 'run.left', reason: 'withdrawn' }
  return ok(await changeParticipation(deps, known, 'leave', { reason: 'withdrawn' }, act))
}
