import {
  type Did,
  type DomainError,
  domainError,
  err,
  ok,
  type Result,
  type RunId,
} from '@lianshu/kernel'
import type { CoordinatorDeps } from './ports.ts'
import type { Invited, Member, Run } from './run.ts'

/** The run; `not-found` when there is none. */
export async function findRun(
  deps: Pick<CoordinatorDeps, 'coordinatorId'> & {
    stores: Pick<CoordinatorDeps['stores'], 'runs'>
  },
  runId: RunId,
): Promise<Result<Run, DomainError<'not-found'>>> {
  const run = await deps.stores.runs.get(deps.coordinatorId, runId)
  return run ? ok(run) : err(domainError('not-found', 'there is no such run'))
}

/** The run as one of its owners may see it; for everybody else it does not exist. */
export async function findInvited(
  deps: Pick<CoordinatorDeps, 'coordinatorId'> & {
    stores: Pick<CoordinatorDeps['stores'], 'runs'>
  },
  runId: RunId,
  sender: Did,
): Promise<Result<{ run: Run; invited: Invited; member: Member | undefined }, DomainError>> {
  const found = await findRun(deps, runId)
  if (!found.ok) return found
  const run = found.value
  const invited = run.invited.find((owner) => owner.participantId === sender)
  if (!invited) return err(domainError('not-found', 'there is no such run'))
  return ok({ run, invited, member: memberOf(run, sender) })
}

export const memberOf = (run: Run, sender: Did): Member | undefined =>
  run.members.find((member) => member.participantId === sender)

/** The run with one member added or replaced. */
export const withMember = (run: Run, member: Member): Run => ({
  ...run,
  members: [...run.members.filter((other) => other.participantId !== member.participantId), member],
})

/** Members that take part in the next attempt. */
export const presentMembers = (run: Run): readonly Did[] =>
  run.members.filter((member) => member.state === 'joined').map((member) => member.participantId)
